"""What may become of a permit. The whole life of one can be read in this table."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """As written in the register. What holds today also depends on the calendar: see `Permit.standing_on`."""

    ACTIVE = "active", _("Issued")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    SURRENDERED = "surrendered", _("Surrendered")
    EXPIRED = "expired", _("Expired")


class Standing(TextChoices):
    """What a permit is worth on a certain day, as readers are told."""

    IN_FORCE = "in_force", _("In force")
    NOT_YET = "not_yet", _("Not in force yet")
    SUSPENDED = "suspended", _("Suspended")
    REVOKED = "revoked", _("Revoked")
    SURRENDERED = "surrendered", _("Surrendered")
    EXPIRED = "expired", _("Expired")


class Act(TextChoices):
    """What was done; the kinds of events in a permit's history."""

    ISSUED = "issued", _("Issued")
    AMENDED = "amended", _("Amended")
    RENEWED = "renewed", _("Renewed")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("Reinstated")
    REVOKED = "revoked", _("Revoked")
    SURRENDERED = "surrendered", _("Surrendered")
    EXPIRED = "expired", _("Expired")


@dataclass(frozen=True)
class Move:
    """`needs_supervisor`: by hand, an officer's own judgement is not enough for it."""

    starts: frozenset[Status]
    end: Status
    needs_supervisor: bool = False
    needs_reason: bool = True


_LIVING = frozenset({Status.ACTIVE, Status.SUSPENDED})

MOVES: dict[Act, Move] = {
    Act.AMENDED: Move(frozenset({Status.ACTIVE}), Status.ACTIVE, needs_supervisor=True),
    Act.RENEWED: Move(frozenset({Status.ACTIVE, Status.EXPIRED}), Status.ACTIVE, needs_supervisor=True),
    Act.SUSPENDED: Move(frozenset({Status.ACTIVE}), Status.SUSPENDED, needs_supervisor=True),
    Act.REINSTATED: Move(frozenset({Status.SUSPENDED}), Status.ACTIVE, needs_supervisor=True),
    Act.REVOKED: Move(_LIVING, Status.REVOKED, needs_supervisor=True),
    Act.SURRENDERED: Move(_LIVING, Status.SURRENDERED),
    Act.EXPIRED: Move(_LIVING, Status.EXPIRED, needs_reason=False),
}


class PermitError(Exception):
    """An act that the register does not allow now. The text is for the person who tried."""
