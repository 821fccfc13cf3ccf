"""The register: permits, who holds them, what was done to them.

`items` of a permit are what its licence says besides holder, place and dates, in their order:

    [{"label": "ประเภทกิจการ", "text": "การสะสมอาหาร"}, …]
"""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permits import codes
from permits.models.permit_type import PermitType
from permits.moves import Act, Standing, Status
from permits.querysets import PermitQuerySet
from permits.storage import licence_storage


class Holder(models.Model):
    """Who was given permits. The number of a natural person is never shown to the public."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Natural person")
        JURISTIC = "juristic", _("Juristic person")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=300)
    folded_name = models.CharField(max_length=300, db_index=True, editable=False)
    sort_key = models.CharField(max_length=320, db_index=True, editable=False)
    number = models.CharField(_("national ID or juristic number"), max_length=13, blank=True)

    class Meta:
        verbose_name = _("holder")
        verbose_name_plural = _("holders")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint("number", condition=~models.Q(number=""), name="holder_number_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("permits:holder", args=[self.key])

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON


class Permit(models.Model):
    """One entry of the register. What the licence says stays as it was issued, also the holder's name of that day."""

    permit_type = models.ForeignKey(PermitType, models.PROTECT, related_name="permits", verbose_name=_("permit type"))
    number = models.CharField(_("number"), max_length=60)
    number_key = models.CharField(max_length=60, db_index=True, editable=False)
    code = models.CharField(_("code"), max_length=16, unique=True, default=codes.new_code, editable=False)
    once = models.CharField(max_length=80, null=True, unique=True, editable=False)
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="permits", verbose_name=_("holder"))
    holder_name = models.CharField(_("holder as on the licence"), max_length=300)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.ACTIVE)
    status_since = models.DateTimeField(_("status since"), default=timezone.now)
    suspended_until = models.DateField(_("suspended to the end of"), null=True, blank=True)
    place_name = models.CharField(_("name of the place"), max_length=300, blank=True)
    address = models.TextField(_("address"), blank=True)
    subdistrict = models.CharField(_("subdistrict"), max_length=100, blank=True)
    district = models.CharField(_("district"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    items = models.JSONField(_("items on the licence"), default=list, blank=True)
    issued_on = models.DateField(_("issued on"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid to the end of"), null=True, blank=True)
    case_reference = models.CharField(_("matter"), max_length=20, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    edition = models.PositiveSmallIntegerField(
        _("edition of the licence"), default=1, help_text=_("Raised whenever the licence says something else.")
    )
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = PermitQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("permit")
        verbose_name_plural = _("permits")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint("permit_type", "number", name="permit_number_once_a_type"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="permit_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index("status", "valid_until", name="permit_by_status_and_end"),
            models.Index("permit_type", "issued_on", name="permit_by_type_and_day"),
            models.Index("valid_from", name="permit_by_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.holder_name}"

    def get_absolute_url(self) -> str:
        return reverse("permits:verification", args=[self.code])

    @property
    def shown_code(self) -> str:
        return codes.shown(self.code)

    @property
    def subject_key(self) -> str:
        """The name of this permit in the audit record and on notices."""
        return f"permit:{self.code}"

    def standing_on(self, today: date) -> Standing:
        """What holds on that day, whether or not the night's work has written it."""
        status = Status(self.status)
        if status in (Status.REVOKED, Status.SURRENDERED, Status.EXPIRED):
            return Standing(status.value)
        if self.valid_until and self.valid_until < today:
            return Standing.EXPIRED
        if status is Status.SUSPENDED and not (self.suspended_until and self.suspended_until < today):
            return Standing.SUSPENDED
        return Standing.IN_FORCE if self.valid_from <= today else Standing.NOT_YET

    @property
    def standing(self) -> Standing:
        return self.standing_on(timezone.localdate())

    @property
    def is_in_force(self) -> bool:
        return self.standing is Standing.IN_FORCE


class PermitEvent(models.Model):
    """What was done to a permit. The reason is for the register; the public sees what, when and by which law."""

    permit = models.ForeignKey(Permit, models.CASCADE, related_name="events")
    kind = models.CharField(_("act"), max_length=12, choices=Act.choices)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    by_name = models.CharField(_("by"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    law = models.CharField(_("legal basis"), max_length=400, blank=True)
    data = models.JSONField(default=dict, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["permit", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.permit.number}: {self.get_kind_display()}"


class LicenceFile(models.Model):
    """The licence as a signed PDF file. Made once for an edition and a language, and kept: everybody gets the same bytes."""

    permit = models.ForeignKey(Permit, models.CASCADE, related_name="licence_files")
    edition = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=5)
    file = models.FileField(storage=licence_storage, max_length=200)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("licence file")
        verbose_name_plural = _("licence files")
        constraints = [
            models.UniqueConstraint("permit", "edition", "language", name="licence_file_once_an_edition_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.permit.number} {self.language}"
