"""What was received. A submission tells its own story: it can be read when its form, service or page is gone.

`content` is a list of parts, in the order of the form, in the applicant's language:

    [{"title": "ผู้ยื่นคำขอ", "answers": [
        {"id": "3f0c…", "type": "text", "label": "ชื่อสถานประกอบการ", "purpose": "place_name",
         "value": "ร้านข้าวแกงป้าแดง", "text": "ร้านข้าวแกงป้าแดง"}, …]}, …]

`value` is what machines read (a date as "2027-03-12", an address as an object), `text` what people read. Files are rows of
their own and name the question they answer.
"""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agency.models import AgencyUnit
from catalogue.models import ServicePage
from forms import references
from forms.storage import private_storage

Content = list[dict[str, Any]]
MAX_NAME_CHARS = 200
FIRST_SECRET = 1


class Submission(models.Model):
    """A matter that entered the system, by whatever channel.

    entered_at: when it entered. counts_from: when it counts as received (Electronic Performance Act s.10), which is the
    next working time if the office was closed. due_on: the last day of the time promised, if one is.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("Website")
        EMAIL = "email", _("E-mail")
        COUNTER = "counter", _("Counter")
        PHONE = "phone", _("Telephone")
        POST = "post", _("Post")
        SOCIAL = "social", _("Social media")
        AGENCY = "agency", _("Another agency")
        API = "api", _("Another system")

    class AnswerBy(models.TextChoices):
        """How the applicant wants the answer (s.11): electronic unless chosen otherwise."""

        ELECTRONIC = "electronic", _("Electronically")
        COUNTER = "counter", _("On paper, at the counter")
        POST = "post", _("On paper, by post")

    reference = models.CharField(_("reference"), max_length=8, unique=True)
    secret_number = models.PositiveSmallIntegerField(default=FIRST_SECRET)
    once = models.CharField(
        max_length=80, null=True, unique=True, help_text="What makes a second sending the same one."
    )
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    language = models.CharField(_("language"), max_length=5, default="th")
    service = models.ForeignKey(ServicePage, models.SET_NULL, null=True, related_name="+", verbose_name=_("service"))
    version = models.ForeignKey("forms.FormVersion", models.SET_NULL, null=True, related_name="submissions")
    title = models.CharField(_("matter"), max_length=300)
    unit = models.ForeignKey(
        AgencyUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit that received it")
    )
    applicant_name = models.CharField(_("name"), max_length=MAX_NAME_CHARS)
    applicant_number = models.CharField(_("national ID or juristic number"), max_length=13, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    answer_by = models.CharField(
        _("how to be answered"), max_length=10, choices=AnswerBy.choices, default=AnswerBy.ELECTRONIC
    )
    postal_address = models.TextField(_("postal address"), blank=True)
    content = models.JSONField(default=list)
    entered_at = models.DateTimeField(_("entered the system"))
    counts_from = models.DateTimeField(_("counts as received"))
    time_limit_days = models.PositiveSmallIntegerField(_("time limit in working days"), null=True)
    due_on = models.DateField(_("due"), null=True)
    register_number = models.CharField(_("register number"), max_length=60, blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("logged by")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-entered_at", "-pk"]
        indexes = [models.Index("service", "entered_at", name="submission_of_service")]

    def __str__(self) -> str:
        return f"{references.shown(self.reference)} {self.title}"

    @property
    def shown_reference(self) -> str:
        return references.shown(self.reference)

    @property
    def readers_title(self) -> str:
        """The matter's name in the language that is active; `title` is in that of officers."""
        if self.service is None or self.title != self.service.title:
            return self.title
        return self.service.localized.title

    @property
    def secret(self) -> str:
        return references.secret(self.reference, self.secret_number)

    @property
    def subject_key(self) -> str:
        """The name of this matter in the audit record and on notices."""
        return f"submission:{self.reference}"

    @property
    def current_content(self) -> Content:
        """As last corrected by the applicant."""
        last = max(self.revisions.all(), key=lambda revision: revision.number, default=None)
        return last.content if last else self.content


class SubmissionRevision(models.Model):
    """What an applicant corrected: the whole content anew, and which answers were open for it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    question_ids = models.JSONField(default=list)
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint("submission", "number", name="submission_revision_once")]

    def __str__(self) -> str:
        return f"{self.submission.shown_reference} #{self.number}"


def private_path(instance: models.Model, filename: str) -> str:
    """A name that we choose; of the applicant's own only the ending is kept."""
    return f"{uuid.uuid4().hex}{PurePosixPath(filename).suffix.lower()[:6]}"


class SubmissionFile(models.Model):
    """A file that answers a question. `revision` is 0 for those sent first; a correction's files carry its number."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files")
    revision = models.PositiveSmallIntegerField(default=0)
    question_id = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    file = models.FileField(upload_to=private_path, storage=private_storage, max_length=200)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["submission", "revision", "pk"]

    def __str__(self) -> str:
        return self.name
