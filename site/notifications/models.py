"""The outbox, and the texts that editors write in place of the default ones.

A message is stored in the transaction of the act that it tells of, and sent afterwards by whoever claims it first.
"""

from __future__ import annotations

from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import PreviewableMixin

from notifications import registry, texts
from notifications.panels import NoticeFieldsPanel
from notifications.querysets import MessageQuerySet


class NoticeText(PreviewableMixin, models.Model):
    """What editors say in place of a notice's default text, in one language."""

    key = models.CharField(_("notice"), max_length=60, choices=registry.choices)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="th")
    subject = models.CharField(_("subject"), max_length=texts.MAX_SUBJECT_CHARACTERS)
    body = models.TextField(_("text"))

    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("language")]),
        NoticeFieldsPanel(),
        FieldPanel("subject"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("text of a notice")
        verbose_name_plural = _("texts of notices")
        ordering = ["key", "language"]
        constraints = [
            models.UniqueConstraint(
                "key",
                "language",
                name="notice_text_once_a_language",
                violation_error_message=_("This notice has a text of yours in this language already. Change that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} ({self.get_language_display()})"

    def clean(self) -> None:
        """Refuses what would not render: unknown fields, tags of other kinds, errors with the sample."""
        if self.key not in dict(registry.choices()):  # refused as a choice already
            return
        notice = registry.get(self.key)
        sources = {"subject": self.subject, "body": self.body}
        found = {field: wrong for field, source in sources.items() if (wrong := texts.problems(source, notice))}
        if found:
            raise ValidationError(found)

    def as_text(self) -> texts.Text:
        return texts.Text(self.subject, self.body)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "notifications/admin/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        sample = registry.get(self.key).sample
        return {"text": texts.render(self.as_text(), sample, language=self.language), "language": self.language}


def new_message_id() -> str:
    return make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost")


class Message(models.Model):
    """Something told to somebody: by e-mail, or on the tracking page alone.

    about: the subject key of the matter. once: names the telling; a second one of the same name is not stored.
    message_id: RFC 5322, fixed when made, so that two copies of a message can be seen to be one.
    claimed_until: until then whoever took it is sending it; afterwards it may be taken again.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PAGE = "page", _("Tracking page")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        PAGE = "page", _("Shown on the tracking page")

    notice = models.CharField(_("notice"), max_length=60)
    about = models.CharField(_("about"), max_length=80, db_index=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    to = models.CharField(_("to"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=5)
    subject = models.CharField(_("subject"), max_length=texts.MAX_SUBJECT_CHARACTERS)
    body = models.TextField(_("text"))
    message_id = models.CharField(max_length=200, unique=True, default=new_message_id)
    once = models.CharField(max_length=120, null=True, unique=True)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.TextField(_("last error"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index("not_before", condition=models.Q(state="pending"), name="message_waiting"),
            models.Index("created_at", condition=models.Q(state="failed"), name="message_failed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel="page", state="page") | ~(models.Q(channel="page") | models.Q(to="")),
                name="message_by_email_has_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to or self.about}"


class MessageAttachment(models.Model):
    """A file sent along. Its content is dropped once the message was sent: the matter keeps the original."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["message", "pk"]

    def __str__(self) -> str:
        return self.name
