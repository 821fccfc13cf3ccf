"""Matters in an officer's hands. What was sent belongs to forms; what is done with it is here.

`data` of an event holds keys and codes, by its kind: {"officer": 5}, {"from_unit": 3, "to_unit": 4}, {"request": 1},
{"agency": "…"}, {"permit": 12}.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agency.models import AgencyUnit
from cases.querysets import CaseQuerySet
from cases.workflow import ENDED, OPEN, Act, Status, is_public
from forms.models import Submission
from forms.models.submission import private_path
from forms.storage import private_storage
from permits.models import Permit


class Case(models.Model):
    """A matter and what has become of it. It ends once.

    unit: which has it now, in the source language; None until somebody says whose it is.
    due_on: last day of the time limit, moved on by the working days that were waited for the applicant.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="case", verbose_name=_("submission"))
    unit = models.ForeignKey(AgencyUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("officer"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.NEW)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    due_on = models.DateField(_("due"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    law = models.TextField(_("legal basis"), blank=True)
    appeal = models.TextField(_("how to appeal"), blank=True)
    referred_to = models.CharField(_("agency that is responsible"), max_length=200, blank=True)
    permit = models.OneToOneField(
        Permit, models.PROTECT, null=True, related_name="+", verbose_name=_("permit that was issued")
    )

    objects = CaseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = [models.F("due_on").asc(nulls_last=True), "opened_at", "pk"]
        indexes = [
            models.Index("unit", "status", "due_on", name="case_of_unit"),
            models.Index("officer", "status", name="case_of_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=OPEN, decided_at__isnull=True)
                | models.Q(status__in=ENDED, decided_at__isnull=False),
                name="case_has_ended_when_it_was_decided",
            )
        ]

    def __str__(self) -> str:
        return str(self.submission)

    @property
    def reference(self) -> str:
        return self.submission.reference

    @property
    def shown_reference(self) -> str:
        return self.submission.shown_reference

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_refused(self) -> bool:
        return self.status == Status.REFUSED


class CaseEvent(models.Model):
    """One act, as it was done. `note` is for officers, `public_note` for the applicant too."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    kind = models.CharField(_("act"), max_length=12, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    actor = models.CharField(_("by"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    start = models.CharField(max_length=12, choices=Status.choices, blank=True)
    end = models.CharField(max_length=12, choices=Status.choices)
    note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("note for the applicant"), blank=True)
    data = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["case", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.case.shown_reference} {self.get_kind_display()}"

    @property
    def is_public(self) -> bool:
        return is_public(self.kind)

    @property
    def actor_name(self) -> str:
        return gettext("the applicant") if self.actor == "applicant" else self.actor


class CorrectionRequest(models.Model):
    """What an officer wants the applicant to correct. While it is not answered, the clock stands still."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="correction_requests")
    number = models.PositiveSmallIntegerField(_("number"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    note = models.TextField(_("note for the applicant"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    revision = models.PositiveSmallIntegerField(_("revision of the submission"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="correction_request_numbered_once"),
            models.UniqueConstraint(
                "case", condition=models.Q(answered_at=None), name="correction_request_one_open_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.shown_reference} #{self.number}"


class CorrectionItem(models.Model):
    """An answer that opens again, and what is wrong with it."""

    request = models.ForeignKey(CorrectionRequest, models.CASCADE, related_name="items")
    question_id = models.CharField(max_length=60)
    label = models.CharField(_("question"), max_length=300)
    remark = models.TextField(_("remark"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("flagged answer")
        verbose_name_plural = _("flagged answers")
        ordering = ["request", "pk"]
        constraints = [models.UniqueConstraint("request", "question_id", name="correction_item_once")]

    def __str__(self) -> str:
        return self.label


class DecisionFile(models.Model):
    """The letter of a decision as it was signed: made once, served the same ever after."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="decision_file")
    file = models.FileField(upload_to=private_path, storage=private_storage, max_length=200)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("decision letter")
        verbose_name_plural = _("decision letters")

    def __str__(self) -> str:
        return f"{self.case.shown_reference} {self.file.name}"
