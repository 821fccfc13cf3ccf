from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from agency.models import AgencySettings
from catalogue.fallback import SourceLanguageFallback, in_readers_language
from catalogue.forms import CataloguePageForm
from catalogue.offers import offers_for
from catalogue.querysets import ServicePageManager

if TYPE_CHECKING:
    from catalogue.models.service_rows import ServiceFee


class Audience(models.TextChoices):
    PERSON = "person", _("Individuals")
    BUSINESS = "business", _("Businesses")
    FOREIGNER = "foreigner", _("Foreigners")


def lines_of(text: str) -> list[str]:
    """The lines of a one-per-line field, without blanks."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class ServicePage(SourceLanguageFallback, Page):
    """A service with its whole citizen manual. Rows are the models in service_rows.py."""

    class Kind(models.TextChoices):
        """What "permission" covers (Electronic Performance Act s.5)."""

        LICENCE = "licence", _("Licence or approval")
        REGISTRATION = "registration", _("Registration")
        NOTIFICATION = "notification", _("Notification")
        CERTIFICATE = "certificate", _("Certificate or copy")
        WELFARE = "welfare", _("Welfare or allowance")
        TAX = "tax", _("Tax or fee")
        COMPLAINT = "complaint", _("Complaint or appeal")
        REQUEST = "request", _("Other request")

    kind = models.CharField(_("kind of service"), max_length=12, choices=Kind.choices, default=Kind.LICENCE)
    summary = models.TextField(
        _("summary"),
        max_length=600,
        help_text=_("Two or three plain sentences: what it is and what one gets. Shown first, and in search results."),
    )
    everyday_names = models.TextField(
        _("everyday names"),
        blank=True,
        help_text=_("What people really call it, one on each line. Search finds the service by these."),
    )
    keywords = models.TextField(
        _("other search words"), blank=True, help_text=_("One on each line: form codes, abbreviations, English words.")
    )
    owner_agency = models.ForeignKey(
        "agency.Agency",
        models.PROTECT,
        related_name="+",
        verbose_name=_("agency that provides it"),
        help_text=_("Services of other agencies are shown for information."),
    )
    unit = models.ForeignKey(
        "agency.AgencyUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible unit"),
    )
    for_person = models.BooleanField(_("for individuals"), default=True)
    for_business = models.BooleanField(_("for businesses"), default=False)
    for_foreigner = models.BooleanField(_("for foreigners"), default=False)
    time_limit_days = models.PositiveSmallIntegerField(
        _("time limit in working days"),
        null=True,
        blank=True,
        help_text=_("The whole time promised in the manual. Empty only if none is promised."),
    )
    in_person_reason = models.TextField(
        _("why one must come in person"),
        blank=True,
        help_text=_("Only for services outside electronic handling (s.7), such as marriage or an ID card."),
    )
    must_be_displayed = models.BooleanField(_("the licence must be displayed (s.13)"), default=False)
    remarks = RichTextField(_("remarks"), blank=True, features=["bold", "ul", "ol", "link"])
    source_note = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where these facts come from; shown at the foot of the page."),
    )

    is_sample = models.BooleanField(
        _("sample content"), default=False, help_text=_("The page says that its facts have not been checked.")
    )

    objects = ServicePageManager()

    base_form_class = CataloguePageForm
    parent_page_types = ["catalogue.ServiceIndexPage"]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    page_description = _("A service with documents, fees, steps and time: the whole citizen manual.")

    service_panels = [
        FieldPanel("title", help_text=_("The official name of the service.")),
        FieldPanel("summary"),
        FieldPanel("everyday_names"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("for_person"), FieldPanel("for_business"), FieldPanel("for_foreigner")])],
            heading=_("Who it is for"),
        ),
        MultiFieldPanel([FieldPanel("owner_agency"), FieldPanel("unit")], heading=_("Who provides it")),
        InlinePanel("service_topics", heading=_("Topics"), label=_("topic")),
        InlinePanel("service_life_events", heading=_("Life events"), label=_("life event")),
    ]
    manual_panels = [
        InlinePanel("criteria", heading=_("1. Criteria and conditions"), label=_("criterion")),
        InlinePanel("channels", heading=_("2. Where to apply"), label=_("channel")),
        FieldPanel("in_person_reason"),
        InlinePanel("steps", heading=_("3. Steps, time and responsible unit"), label=_("step")),
        FieldPanel("time_limit_days"),
        InlinePanel("documents", heading=_("4. Documents"), label=_("document")),
        InlinePanel("fees", heading=_("5. Fees"), label=_("fee")),
        InlinePanel("laws", heading=_("6. Legal basis"), label=_("law")),
        InlinePanel("complaint_channels", heading=_("7. Where to complain"), label=_("complaint channel")),
        InlinePanel("form_files", heading=_("8. Forms and examples"), label=_("form")),
        FieldPanel("remarks"),
        FieldPanel("must_be_displayed"),
        InlinePanel("related_services", heading=_("Related services"), label=_("service")),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("keywords"), FieldPanel("source_note"), FieldPanel("is_sample")]
    edit_handler = TabbedInterface(
        [
            ObjectList(service_panels, heading=_("Service")),
            ObjectList(manual_panels, heading=_("Citizen manual")),
            ObjectList(promote_panels, heading=_("Search and sharing")),
        ]
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(for_person=True) | models.Q(for_business=True) | models.Q(for_foreigner=True),
                name="service_is_for_somebody",
                violation_error_message=_("Say who the service is for: choose at least one."),
            )
        ]

    @property
    def audiences(self) -> list[Audience]:
        flags = {
            Audience.PERSON: self.for_person,
            Audience.BUSINESS: self.for_business,
            Audience.FOREIGNER: self.for_foreigner,
        }
        return [audience for audience, is_meant in flags.items() if is_meant]

    @property
    def everyday_name_list(self) -> list[str]:
        return lines_of(self.everyday_names)

    @cached_property
    def fee_rows(self) -> list[ServiceFee]:
        return list(self.fees.select_related("law"))

    @property
    def is_free(self) -> bool:
        """Whether fees are listed and all of them are zero."""
        return bool(self.fee_rows) and all(fee.is_free for fee in self.fee_rows)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        documents = list(self.documents.select_related("document_type"))
        channels = list(self.channels.select_related("channel__office__timetable"))
        return {
            **super().get_context(request, *args, **kwargs),
            "is_own": self.owner_agency.translation_key == own_agency_key(request),
            "offers": offers_for(self, request),
            "criteria": list(self.criteria.all()),
            "channels": channels,
            "office": next((row.channel.office for row in channels if row.channel.office), None),
            "steps": list(self.steps.select_related("unit")),
            "documents_to_bring": [d for d in documents if d.supplied_by != d.Supplier.AGENCY],
            "documents_fetched": [d for d in documents if d.supplied_by == d.Supplier.AGENCY],
            "laws": list(self.laws.select_related("law")),
            "complaint_channels": list(self.complaint_channels.select_related("channel")),
            "form_files": [row for row in self.form_files.select_related("document") if row.href],
            "related": in_readers_language(
                row.service for row in self.related_services.select_related("service__locale")
            ),
            "topics": [row.topic for row in self.service_topics.select_related("topic")],
        }


def own_agency_key(request: HttpRequest) -> object:
    """The translation key of the agency whose site this is, the same in all languages."""
    agency = AgencySettings.for_request(request).agency
    return agency.translation_key if agency else None
