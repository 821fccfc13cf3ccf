"""What many services share and what therefore is written once: laws, document types, channels, topics, life events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from agency.models import NAME_SEARCH


class Law(TranslatableMixin, index.Indexed, models.Model):
    """An act, ministerial regulation, local ordinance or rule that a service or a fee rests on."""

    name = models.CharField(
        _("name"), max_length=400, help_text=_("With its year, as it is cited: พระราชบัญญัติการสาธารณสุข พ.ศ. 2535")
    )
    url = models.URLField(_("link to the text"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("url")]
    search_fields = NAME_SEARCH

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("law")
        verbose_name_plural = _("laws")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DocumentType(TranslatableMixin, index.Indexed, models.Model):
    """A kind of document that applicants are asked for, such as a house registration."""

    name = models.CharField(_("name"), max_length=300)
    issuer = models.CharField(
        _("issued by"),
        max_length=200,
        blank=True,
        help_text=_("The agency or person that issues it; empty if nobody does."),
    )

    panels = [FieldPanel("name"), FieldPanel("issuer")]
    search_fields = [*NAME_SEARCH, index.SearchField("issuer"), index.AutocompleteField("issuer")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("document type")
        verbose_name_plural = _("document types")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.issuer})" if self.issuer else self.name


class Channel(TranslatableMixin, index.Indexed, models.Model):
    """A way to apply: a counter, the post, an announced electronic channel (Electronic Performance Act, s.20)."""

    class Kind(models.TextChoices):
        COUNTER = "counter", _("Counter")
        WEB = "web", _("Website")
        EMAIL = "email", _("E-mail")
        POST = "post", _("Post")
        PHONE = "phone", _("Telephone")
        LINE = "line", _("LINE")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=200)
    detail = models.TextField(_("what can be sent here, and how"), blank=True)
    office = models.ForeignKey(
        "agency.Office",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office"),
        help_text=_("Its address and opening hours are shown with the channel."),
    )
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        help_text=_("E-mail address, web address, telephone number or account."),
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
        FieldPanel("detail"),
        FieldPanel("office"),
        FieldPanel("address"),
    ]
    override_translatable_fields = [SynchronizedField("address")]
    search_fields = [*NAME_SEARCH, index.FilterField("kind")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("service channel")
        verbose_name_plural = _("service channels")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ComplaintChannel(TranslatableMixin, index.Indexed, models.Model):
    """Where people complain about a service."""

    name = models.CharField(_("name"), max_length=200)
    detail = models.TextField(_("detail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    url = models.URLField(_("website"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("detail"), FieldRowPanel([FieldPanel("phone"), FieldPanel("url")])]
    override_translatable_fields = [SynchronizedField("phone")]
    search_fields = NAME_SEARCH

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("complaint channel")
        verbose_name_plural = _("complaint channels")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Facet(TranslatableMixin, index.Indexed, models.Model):
    """A heading under which services are found. The key is the same in all languages and stands in addresses."""

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("Latin letters; stands in web addresses. Do not change it.")
    )
    name = models.CharField(_("name"), max_length=120)
    description = models.CharField(_("description"), max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("sort_order")]),
    ]
    override_translatable_fields = [SynchronizedField("key", overridable=False)]
    search_fields = NAME_SEARCH

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Topic(Facet):
    """A subject, such as "buildings" or "taxes"."""

    class Meta(Facet.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_order", "key"]
        constraints = [models.UniqueConstraint("locale", "key", name="topic_key_once_a_language")]


class LifeEvent(Facet):
    """An occasion in somebody's life or business, such as "opening a shop"."""

    class Meta(Facet.Meta):
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        ordering = ["sort_order", "key"]
        constraints = [models.UniqueConstraint("locale", "key", name="life_event_key_once_a_language")]
