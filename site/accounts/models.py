"""Who signs in, and for which units of the agency they act."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from agency.models import AgencyUnit


class User(AbstractUser):
    """Somebody who signs in: an editor, a reviewer, an officer, an administrator. Citizens need no account."""

    def units(self) -> models.QuerySet[AgencyUnit]:
        """The units whose matters this person may see. An administrator's are all."""
        if self.is_superuser:
            return AgencyUnit.objects.all()
        return AgencyUnit.objects.filter(members__user=self)

    def supervises(self, unit: AgencyUnit) -> bool:
        return self.is_superuser or self.memberships.filter(unit=unit, role=Membership.Role.SUPERVISOR).exists()


class Membership(models.Model):
    """A person acts for a unit, as officer or as supervisor. The unit is that of the source language."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer")
        SUPERVISOR = "supervisor", _("Supervisor")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(AgencyUnit, models.PROTECT, related_name="members", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.OFFICER)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["user", "unit"]
        constraints = [models.UniqueConstraint("user", "unit", name="membership_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.get_role_display()}"

    def clean(self) -> None:
        """Whichever translation of a unit was chosen, that of the source language is kept."""
        super().clean()
        if self.unit_id:
            self.unit = self.unit.get_translation_or_none(Locale.get_default()) or self.unit
