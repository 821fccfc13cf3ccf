from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from catalogue.forms import CataloguePageForm
from catalogue.models import ServiceDocument, ServicePage
from forms.blocks import StepsBlock


class FormPage(Page):
    """The form of a service, below its page. Publishing it makes a version; whoever began keeps the version they have."""

    intro = models.TextField(_("what to know before one begins"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=10)
    steps = StreamField(StepsBlock(), verbose_name=_("steps"), blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("intro"), FieldPanel("minutes"), FieldPanel("steps")]
    base_form_class = CataloguePageForm
    parent_page_types = ["catalogue.ServicePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    override_translatable_fields = [SynchronizedField("slug", overridable=False), SynchronizedField("minutes")]
    page_description = _("A form of several steps with which people apply for the service above it.")

    class Meta:
        verbose_name = _("application form")
        verbose_name_plural = _("application forms")

    @property
    def service(self) -> ServicePage:
        return self.get_parent().specific

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from forms.versions import draft_steps, steps_for_reader  # noqa: PLC0415 - needs this model

        service = self.service
        steps = draft_steps(self) if getattr(request, "is_preview", False) else steps_for_reader(self, get_language())
        return {
            **super().get_context(request, *args, **kwargs),
            "service": service,
            "steps": steps,
            "papers": papers_to_have_at_hand(service),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The start page; a POST begins a draft. Not a GET: crawlers follow links."""
        from forms.versions import begin  # noqa: PLC0415 - needs this model

        if request.method == "POST":
            return HttpResponseRedirect(begin(self, get_language() or "th").get_absolute_url())
        return super().serve(request, *args, **kwargs)


def papers_to_have_at_hand(service: ServicePage) -> list[ServiceDocument]:
    """Neither what the agency fetches, nor the paper form of the same matter: that is what is being filled in."""
    paper_forms = {form.title for form in service.form_files.all()}
    return [
        row
        for row in service.documents.select_related("document_type")
        if row.supplied_by != ServiceDocument.Supplier.AGENCY and row.document_type.name not in paper_forms
    ]
