"""Kinds of permits: how they are numbered, how long they hold, and what of them is public."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Locale, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from agency.models import NAME_SEARCH, AgencyUnit
from catalogue.models import Law, ServicePage
from permits.numbers import format_number, placeholders, validate_pattern
from permits.querysets import PermitTypeQuerySet
from thai.dates import to_buddhist_year

TRANSLATED = {"name", "authority", "conditions", "signer_name", "signer_position"}


class PermitType(TranslatableMixin, index.Indexed, models.Model):
    """A permit that the law knows. Its numbers are unique and without gaps: each is taken in the transaction that issues
    the permit, so what is not issued takes none."""

    class Validity(models.TextChoices):
        UNLIMITED = "unlimited", _("Without an end")
        MONTHS = "months", _("A number of months")
        YEAR_END = "year_end", _("To the end of the year")

    name = models.CharField(_("name"), max_length=300)
    key = models.SlugField(
        _("key"), max_length=60, help_text=_("Latin letters; stands in web addresses. Do not change it.")
    )
    law = models.ForeignKey(Law, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("law"))
    service = models.ForeignKey(
        ServicePage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("service"),
        help_text=_("Approval of this service issues this permit."),
    )
    unit = models.ForeignKey(
        AgencyUnit,
        models.PROTECT,
        related_name="+",
        verbose_name=_("unit"),
        help_text=_("Its officers keep the register; its supervisors suspend and revoke."),
    )
    authority = models.CharField(
        _("issuing authority"), max_length=200, blank=True, help_text=_("Empty if this agency issues it.")
    )
    signer_name = models.CharField(
        _("signed by"), max_length=200, blank=True, help_text=_("Empty if the officer who decides signs it.")
    )
    signer_position = models.CharField(_("position of the signer"), max_length=200, blank=True)
    conditions = models.TextField(
        _("conditions"), blank=True, help_text=_("Printed on the licence. One condition a line.")
    )
    number_pattern = models.CharField(
        _("number pattern"),
        max_length=60,
        default="{number}/{year}",
        validators=[validate_pattern],
        help_text=_("{number} and {year} (Buddhist era) are filled in; {number:04} gives four digits: 0007/2570."),
    )
    restarts_each_year = models.BooleanField(_("numbers start again each year"), default=True)
    validity = models.CharField(_("validity"), max_length=10, choices=Validity.choices, default=Validity.UNLIMITED)
    validity_months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    shows_holder = models.BooleanField(_("name of the holder"), default=True)
    shows_holder_number = models.BooleanField(
        _("number of a juristic person"),
        default=True,
        help_text=_("The ID number of a natural person is never shown."),
    )
    shows_place = models.BooleanField(_("place and address"), default=True)
    shows_items = models.BooleanField(_("other items on the licence"), default=True)
    offers_licence = models.BooleanField(_("the licence itself, as a PDF file"), default=True)
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("From the register of another agency, shown as an example.")
    )

    objects = PermitTypeQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("unit")]),
        FieldPanel("law"),
        FieldPanel("service"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number_pattern"), FieldPanel("restarts_each_year")]),
                FieldRowPanel([FieldPanel("validity"), FieldPanel("validity_months")]),
            ],
            heading=_("Number and validity"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("shows_holder"),
                FieldPanel("shows_holder_number"),
                FieldPanel("shows_place"),
                FieldPanel("shows_items"),
                FieldPanel("offers_licence"),
            ],
            heading=_("What is public"),
            help_text=_(
                "By section 13 of the Electronic Performance Act at least every item on the licence is public. "
                "Take something out only where another law forbids to publish it."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("authority"),
                FieldRowPanel([FieldPanel("signer_name"), FieldPanel("signer_position")]),
                FieldPanel("conditions"),
                FieldPanel("is_example"),
            ],
            heading=_("On the licence"),
        ),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "key",
            "law",
            "service",
            "unit",
            "number_pattern",
            "validity",
        )
    ]
    search_fields = NAME_SEARCH

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("permit type")
        verbose_name_plural = _("permit types")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("locale", "key", name="permit_type_key_once_a_language"),
            models.UniqueConstraint(
                "locale",
                "service",
                name="permit_type_once_a_service",
                violation_error_message=_("Another permit type is issued by this service already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if (self.validity == self.Validity.MONTHS) != bool(self.validity_months):
            raise ValidationError({"validity_months": _("Say how many months, and only where months are chosen.")})
        if self.restarts_each_year and "year" not in placeholders(self.number_pattern):
            raise ValidationError(
                {"number_pattern": _("Numbers that start again each year need {year}, or they would come twice.")}
            )

    @property
    def of_source_language(self) -> PermitType:
        """The row that permits belong to."""
        source = Locale.get_default()
        return self if self.locale_id == source.pk else self.get_translation(source)

    def last_day(self, valid_from: date) -> date | None:
        """Of a permit that begins then; None if it has no end."""
        if self.validity == self.Validity.YEAR_END:
            return date(valid_from.year, 12, 31)
        if self.validity == self.Validity.MONTHS:
            return add_months(valid_from, self.validity_months or 0) - timedelta(days=1)
        return None

    def number_for(self, number: int, issued_on: date) -> str:
        return format_number(self.number_pattern, number=number, year=to_buddhist_year(issued_on.year))

    @property
    def condition_lines(self) -> list[str]:
        return [line.strip() for line in self.conditions.splitlines() if line.strip()]


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class NumberSequence(models.Model):
    """The last number given to permits of a type in a year (0 where numbers go on over the years).

    Whoever issues locks the row first: so numbers have no gaps, and one act is not done twice at the same time.
    """

    permit_type = models.ForeignKey(PermitType, models.CASCADE, related_name="sequences")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("number sequence")
        verbose_name_plural = _("number sequences")
        constraints = [models.UniqueConstraint("permit_type", "year", name="number_sequence_once_a_year")]

    def __str__(self) -> str:
        return f"{self.permit_type} {self.year}: {self.last}"
