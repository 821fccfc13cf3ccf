from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models.submission import Submission, private_path
from forms.models.version import FormVersion
from forms.storage import private_storage

KEPT_FOR = timedelta(days=30)


def default_expiry() -> datetime:
    return timezone.now() + KEPT_FOR


class Draft(models.Model):
    """An application that somebody has begun, on one version of a form. Who has its token may go on with it.

    data: what django-formtools' wizard keeps: the current step, and what was typed in each finished one.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="drafts")
    language = models.CharField(_("language"), max_length=5)
    data = models.JSONField(default=dict)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    expires_at = models.DateTimeField(_("kept until"), default=default_expiry)
    submission = models.OneToOneField(Submission, models.SET_NULL, null=True, related_name="draft")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return f"{self.version} {self.begun_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("forms:resume", kwargs={"token": self.token})

    @property
    def once(self) -> str:
        """Names the sending of this draft: however often it is sent, one submission comes of it."""
        return f"draft:{self.token}"


class DraftFile(models.Model):
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    question_id = models.CharField(max_length=60)
    file = models.FileField(upload_to=private_path, storage=private_storage, max_length=200)
    name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        ordering = ["draft", "pk"]

    def __str__(self) -> str:
        return self.name
