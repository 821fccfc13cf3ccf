from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models import ServicePage
from forms.models.page import FormPage


class FormVersion(models.Model):
    """A form as it was published once. It never changes, except that translations of its words are added.

    steps: the raw value of the page's StreamField. translations: language → raw value of the translated page's.
    """

    page = models.ForeignKey(FormPage, models.SET_NULL, null=True, related_name="versions")
    service = models.ForeignKey(ServicePage, models.SET_NULL, null=True, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveBigIntegerField(help_text="Number of the page's revision that was published.")
    title = models.CharField(_("title"), max_length=255)
    steps = models.JSONField()
    translations = models.JSONField(default=dict)
    published_at = models.DateTimeField(_("published"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        ordering = ["page", "number"]
        constraints = [
            models.UniqueConstraint("page", "number", name="form_version_number_once"),
            models.UniqueConstraint("page", "revision", name="form_version_once_a_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.title} #{self.number}"
