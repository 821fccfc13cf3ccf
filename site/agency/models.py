"""The agency itself and its neighbours: agencies, units, offices with their hours, holidays, and the site's settings."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

PHONE = RegexValidator(r"^[0-9+() #,\-–ต่อ]+$", _("Write digits, spaces, hyphens and, if needed, “ต่อ” only."))


# Choosers and listings in the admin look into names, in one language.
NAME_SEARCH = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("locale_id")]


class Agency(TranslatableMixin, index.Indexed, models.Model):
    """A government agency that owns services: this one, or another whose services are listed for information."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True, validators=[PHONE])

    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldRowPanel([FieldPanel("website"), FieldPanel("phone")]),
    ]
    override_translatable_fields = [SynchronizedField("phone")]
    search_fields = NAME_SEARCH

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AgencyUnit(TranslatableMixin, index.Indexed, models.Model):
    """A division or section of an agency: the one that is answerable for a service or for a step of it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("agency"))
    name = models.CharField(_("name"), max_length=200)
    duty = models.TextField(_("duties"), blank=True, help_text=_("One sentence: what citizens come to this unit for."))
    phone = models.CharField(_("telephone"), max_length=60, blank=True, validators=[PHONE])

    panels = [FieldPanel("agency"), FieldPanel("name"), FieldPanel("duty"), FieldPanel("phone")]
    override_translatable_fields = [SynchronizedField("phone")]
    search_fields = [*NAME_SEARCH, index.FilterField("agency_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Timetable(ClusterableModel):
    """Opening hours of a week, shared by the offices and channels that keep them."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    panels = [FieldPanel("name"), InlinePanel("periods", heading=_("Opening hours"), label=_("period"))]

    class Meta:
        verbose_name = _("timetable")
        verbose_name_plural = _("timetables")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Weekday(models.IntegerChoices):
    """Numbered as `date.weekday()` numbers them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class TimetablePeriod(models.Model):
    """Open from `opens` to `closes`; a lunch break makes two periods of a day."""

    timetable = ParentalKey(Timetable, on_delete=models.CASCADE, related_name="periods")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])]

    class Meta:
        verbose_name = _("opening period")
        verbose_name_plural = _("opening periods")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="timetable_period_closes_after_it_opens",
                violation_error_message=_("The closing time must be later than the opening time."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class Office(TranslatableMixin, index.Indexed, ClusterableModel):
    """A place that people can go to."""

    name = models.CharField(_("name"), max_length=200)
    address = models.TextField(_("address"))
    phone = models.CharField(_("telephone"), max_length=60, blank=True, validators=[PHONE])
    getting_there = models.TextField(_("how to get there"), blank=True)
    timetable = models.ForeignKey(Timetable, models.PROTECT, related_name="offices", verbose_name=_("opening hours"))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("timetable")]),
        FieldPanel("getting_there"),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        InlinePanel("office_units", heading=_("Units found here"), label=_("unit")),
    ]
    override_translatable_fields = [SynchronizedField("phone")]
    search_fields = NAME_SEARCH

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Give both latitude and longitude, or neither.")})


class OfficeUnit(TranslatableMixin, Orderable):
    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="office_units")
    unit = models.ForeignKey(AgencyUnit, models.PROTECT, related_name="+", verbose_name=_("unit"))

    panels = [FieldPanel("unit")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("unit found here")
        verbose_name_plural = _("units found here")


class Holiday(models.Model):
    """A day that differs from the timetable: offices are closed, or open to make up for a special holiday."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("Public holiday: offices are closed")
        MAKEUP = "makeup", _("Make-up day: offices are open")

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CLOSED)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]), FieldPanel("name")]

    class Meta:
        verbose_name = _("holiday or make-up day")
        verbose_name_plural = _("holidays and make-up days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"


HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six digits, for example #0b5d4e."))


@register_setting(icon="home")
class AgencySettings(BaseSiteSetting):
    """Name, crest, colours and contacts of the agency whose site this is."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("agency"),
        help_text=_("The agency whose website this is. Services of other agencies are shown for information."),
    )
    crest = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("crest")
    )
    colour = models.CharField(
        _("main colour"),
        max_length=7,
        default="#0b5d4e",
        validators=[HEX_COLOUR],
        help_text=_("Used behind white text: choose a dark colour."),
    )
    main_office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("main office")
    )
    phone = models.CharField(_("telephone"), max_length=60, blank=True, validators=[PHONE])
    email = models.EmailField(_("central e-mail address"), blank=True)
    line_id = models.CharField(_("LINE account"), max_length=60, blank=True)
    facebook_url = models.URLField(_("Facebook page"), blank=True)

    panels = [
        FieldPanel("agency"),
        MultiFieldPanel([FieldPanel("crest"), FieldPanel("colour")], heading=_("Look")),
        MultiFieldPanel(
            [
                FieldPanel("main_office"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("line_id"), FieldPanel("facebook_url")]),
            ],
            heading=_("Contacts"),
        ),
    ]
    select_related = ["agency", "crest", "main_office"]

    class Meta:
        verbose_name = _("agency")

    def clean(self) -> None:
        super().clean()
        is_colour = re.fullmatch(r"#[0-9a-fA-F]{6}", self.colour)  # what is none, the field itself refuses
        if is_colour and contrast_with_white(self.colour) < 4.5:
            raise ValidationError({"colour": _("White text on this colour is too hard to read. Choose a darker one.")})


def contrast_with_white(colour: str) -> float:
    """Contrast ratio of white text on a colour "#rrggbb", by WCAG 2.2's definition of relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
