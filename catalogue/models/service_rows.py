"""The rows of a service's citizen manual (คู่มือสำหรับประชาชน, Licensing Facilitation Act B.E. 2558 s.7).

Each row belongs to one service page, takes part in its drafts and revisions, and is translated with it.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

R = TypeVar("R", bound=Orderable)


def in_order(rows: Iterable[R]) -> list[R]:
    """The rows, numbered as they stand. The admin's forms do this; code that makes rows has to do it itself."""
    numbered = list(rows)
    for number, row in enumerate(numbered):
        row.sort_order = number
    return numbered


class ServiceRow(TranslatableMixin, Orderable):
    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class ServiceTopic(ServiceRow):
    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="service_topics")
    topic = models.ForeignKey("catalogue.Topic", models.PROTECT, related_name="+", verbose_name=_("topic"))

    panels = [FieldPanel("topic")]


class ServiceLifeEvent(ServiceRow):
    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="service_life_events")
    life_event = models.ForeignKey(
        "catalogue.LifeEvent", models.PROTECT, related_name="+", verbose_name=_("life event")
    )

    panels = [FieldPanel("life_event")]


class ServiceCriterion(ServiceRow):
    """Who may apply, or a condition for it."""

    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="criteria")
    text = models.TextField(_("criterion or condition"))

    panels = [FieldPanel("text")]


class ServiceChannel(ServiceRow):
    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="channels")
    channel = models.ForeignKey("catalogue.Channel", models.PROTECT, related_name="+", verbose_name=_("channel"))
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Only what differs for this service."))

    panels = [FieldPanel("channel"), FieldPanel("note")]


class ServiceStep(ServiceRow):
    """A step of the handling, with its time and the unit that is answerable for it."""

    class Kind(models.TextChoices):
        CHECK = "check", _("Checking of documents")
        CONSIDER = "consider", _("Consideration")
        SIGN = "sign", _("Signature")

    class DurationUnit(models.TextChoices):
        MINUTE = "minute", _("minutes")
        HOUR = "hour", _("hours")
        DAY = "day", _("days")
        WORKING_DAY = "working_day", _("working days")

    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind of step"), max_length=10, choices=Kind.choices, default=Kind.CONSIDER)
    description = models.TextField(_("what is done"))
    duration = models.PositiveSmallIntegerField(_("time"), validators=[MinValueValidator(1)])
    duration_unit = models.CharField(
        _("unit of time"), max_length=12, choices=DurationUnit.choices, default=DurationUnit.WORKING_DAY
    )
    unit = models.ForeignKey(
        "agency.AgencyUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible unit"),
        help_text=_("Empty: the unit named for the whole service."),
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("duration"), FieldPanel("duration_unit")]),
        FieldPanel("unit"),
    ]

    class Meta(ServiceRow.Meta):
        constraints = [models.CheckConstraint(condition=Q(duration__gte=1), name="service_step_takes_time")]


class ServiceDocument(ServiceRow):
    """A document the application needs, and who supplies it (Electronic Performance Act s.7, s.12)."""

    class Supplier(models.TextChoices):
        APPLICANT = "applicant", _("The applicant brings or sends it")
        AGENCY = "agency", _("The agency fetches it from the agency that issued it")
        SHOWN = "shown", _("The original is shown; the agency copies it free of charge")

    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="documents")
    document_type = models.ForeignKey(
        "catalogue.DocumentType", models.PROTECT, related_name="+", verbose_name=_("document")
    )
    supplied_by = models.CharField(
        _("who supplies it"), max_length=10, choices=Supplier.choices, default=Supplier.APPLICANT
    )
    originals = models.PositiveSmallIntegerField(_("originals"), default=1)
    copies = models.PositiveSmallIntegerField(_("copies"), default=0)
    counted_in = models.CharField(
        _("counted in"), max_length=30, default="ฉบับ", help_text=_("For example ฉบับ, ชุด, รูป.")
    )
    condition = models.CharField(
        _("when it is needed, remarks"),
        max_length=300,
        blank=True,
        help_text=_("For example: กรณีมอบอำนาจ. Empty: always."),
    )

    panels = [
        FieldPanel("document_type"),
        FieldPanel("supplied_by"),
        FieldRowPanel([FieldPanel("originals"), FieldPanel("copies"), FieldPanel("counted_in")]),
        FieldPanel("condition"),
    ]

    def clean(self) -> None:
        super().clean()
        if self.supplied_by == self.Supplier.SHOWN and self.copies:
            raise ValidationError(
                {"copies": _("When the original is shown, the agency makes the copy itself (s.12): write 0 copies.")}
            )


class ServiceFee(ServiceRow):
    """A fee in baht or per cent: fixed, from–to (with `amount_max`), or "from" (with `is_minimum`)."""

    class Unit(models.TextChoices):
        BAHT = "baht", _("baht")
        PERCENT = "percent", _("per cent")

    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="fees")
    item = models.CharField(_("item"), max_length=300)
    amount = models.DecimalField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("0: free of charge."),
    )
    amount_max = models.DecimalField(
        _("up to"), max_digits=12, decimal_places=2, null=True, blank=True, help_text=_("Only when it is a range.")
    )
    is_minimum = models.BooleanField(_("“from” this amount"), default=False)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, default=Unit.BAHT)
    condition = models.CharField(_("when it is due"), max_length=300, blank=True)
    law = models.ForeignKey(
        "catalogue.Law", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("legal basis")
    )

    panels = [
        FieldPanel("item"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("amount_max"), FieldPanel("unit")]),
        FieldPanel("is_minimum"),
        FieldPanel("condition"),
        FieldPanel("law"),
    ]

    class Meta(ServiceRow.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="service_fee_is_not_negative"),
            models.CheckConstraint(
                condition=Q(amount_max__isnull=True) | Q(amount_max__gte=F("amount")),
                name="service_fee_range_goes_up",
                violation_error_message=_("“Up to” must not be less than the amount."),
            ),
        ]

    @property
    def is_free(self) -> bool:
        return not self.amount and not self.amount_max


class ServiceLaw(ServiceRow):
    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="laws")
    law = models.ForeignKey("catalogue.Law", models.PROTECT, related_name="+", verbose_name=_("law"))
    section = models.CharField(_("section"), max_length=60, blank=True, help_text=_("For example: มาตรา 38."))

    panels = [FieldPanel("law"), FieldPanel("section")]


class ServiceComplaintChannel(ServiceRow):
    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="complaint_channels")
    channel = models.ForeignKey(
        "catalogue.ComplaintChannel", models.PROTECT, related_name="+", verbose_name=_("channel")
    )

    panels = [FieldPanel("channel")]


class ServiceForm(ServiceRow):
    """A paper form or an example to download."""

    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="form_files")
    title = models.CharField(_("title"), max_length=200)
    code = models.CharField(_("official code"), max_length=60, blank=True, help_text=_("For example: ข.1, ภ.ป.1."))
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    url = models.URLField(_("link"), blank=True)

    panels = [FieldRowPanel([FieldPanel("title"), FieldPanel("code")]), FieldPanel("document"), FieldPanel("url")]
    override_translatable_fields = [SynchronizedField("code")]

    @property
    def href(self) -> str:
        return self.document.url if self.document else self.url


class RelatedService(ServiceRow):
    page = ParentalKey("catalogue.ServicePage", on_delete=models.CASCADE, related_name="related_services")
    service = models.ForeignKey(
        "catalogue.ServicePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("service")
    )

    panels = [PageChooserPanel("service", "catalogue.ServicePage")]
