from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from catalogue.blocks import BodyBlock
from catalogue.fallback import SourceLanguageFallback, in_readers_language
from catalogue.forms import CataloguePageForm
from catalogue.models.service import ServicePage, lines_of, own_agency_key
from catalogue.models.shared import LifeEvent, Topic
from thai import collation


class HomePage(SourceLanguageFallback, Page):
    """The front page: search first, then life events, what is used most, and where to go."""

    intro = models.CharField(_("line below the name"), max_length=200, blank=True)
    alert = models.CharField(
        _("urgent notice"), max_length=300, blank=True, help_text=_("Shown on top, for floods, outages and the like.")
    )
    alert_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page with details"),
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("alert"), PageChooserPanel("alert_page")], heading=_("Urgent notice")),
        InlinePanel("featured_services", heading=_("Most used services"), label=_("service")),
    ]
    base_form_class = CataloguePageForm
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["catalogue.ServiceIndexPage", "catalogue.InformationIndexPage"]
    max_count_per_parent = 2
    override_translatable_fields = [SynchronizedField("alert_page")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        featured = self.featured_services.select_related("service__locale")
        information = InformationPage.objects.live().public().filter(locale=self.locale).select_related("locale")
        return {
            **super().get_context(request, *args, **kwargs),
            "life_events": LifeEvent.objects.filter(locale=self.locale),
            "topics": Topic.objects.filter(locale=self.locale),
            "featured": in_readers_language(row.service for row in featured),
            "latest_information": information.order_by("-first_published_at")[:4],
        }


class FeaturedService(TranslatableMixin, Orderable):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_services")
    service = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("service"))

    panels = [PageChooserPanel("service", "catalogue.ServicePage")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("most used service")


class ServiceIndexPage(SourceLanguageFallback, Page):
    """All services: the agency's own from ก to ฮ, the others by topic."""

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("intro")]
    base_form_class = CataloguePageForm
    parent_page_types = ["catalogue.HomePage"]
    subpage_types = ["catalogue.ServicePage"]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("list of services")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        services = ServicePage.objects.published().filter(locale=self.locale)
        own = services.owned_by(own_agency_key(request)).select_related("locale")
        counts = dict(
            ServicePage.objects.published()
            .filter(locale=Locale.get_default())
            .values_list("service_topics__topic__key")
            .annotate(models.Count("pk", distinct=True))
        )
        topics = list(Topic.objects.filter(locale=self.locale))
        return {
            **super().get_context(request, *args, **kwargs),
            "own_services": sorted(own, key=lambda service: collation.sort_key(service.title)),
            "topics": [(topic, counts[topic.key]) for topic in topics if topic.key in counts],
        }


class InformationIndexPage(SourceLanguageFallback, Page):
    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [FieldPanel("title"), FieldPanel("intro")]
    base_form_class = CataloguePageForm
    parent_page_types = ["catalogue.HomePage"]
    subpage_types = ["catalogue.InformationPage"]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("list of information pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        pages = InformationPage.objects.child_of(self).live().public().select_related("locale")
        return {
            **super().get_context(request, *args, **kwargs),
            "pages": sorted(pages, key=lambda page: collation.sort_key(page.title)),
        }


class InformationPage(Page):
    """A page that explains something: how to pay, when waste is collected, what the law says."""

    summary = models.TextField(_("summary"), max_length=400)
    keywords = models.TextField(_("search words"), blank=True, help_text=_("One on each line."))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        InlinePanel("information_topics", heading=_("Topics"), label=_("topic")),
        FieldPanel("body"),
        InlinePanel("related_services", heading=_("Related services"), label=_("service")),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("keywords")]
    base_form_class = CataloguePageForm
    parent_page_types = ["catalogue.InformationIndexPage"]
    subpage_types: list[str] = []
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    @property
    def keyword_list(self) -> list[str]:
        return lines_of(self.keywords)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows = self.related_services.select_related("service__locale")
        return {
            **super().get_context(request, *args, **kwargs),
            "related": in_readers_language(row.service for row in rows),
            "topics": [row.topic for row in self.information_topics.select_related("topic")],
        }


class InformationTopic(TranslatableMixin, Orderable):
    page = ParentalKey(InformationPage, on_delete=models.CASCADE, related_name="information_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("topic"))

    panels = [FieldPanel("topic")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("topic")


class InformationRelatedService(TranslatableMixin, Orderable):
    page = ParentalKey(InformationPage, on_delete=models.CASCADE, related_name="related_services")
    service = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("service"))

    panels = [PageChooserPanel("service", "catalogue.ServicePage")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("related service")
