"""What may happen to a matter. The whole life of one can be read in this table.

open:    new → in progress ⇄ waiting for the applicant
ended:   approved, answered, refused, withdrawn, referred: nothing happens to it any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    NEW = "new", _("New")
    IN_PROGRESS = "in_progress", _("In progress")
    WAITING = "waiting", _("Waiting for the applicant")
    APPROVED = "approved", _("Approved")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFERRED = "referred", _("Referred to another agency")


OPEN = (Status.NEW, Status.IN_PROGRESS, Status.WAITING)
ENDED = tuple(status for status in Status if status not in OPEN)


class Act(TextChoices):
    """What was done; the kinds of events in a matter's history."""

    OPENED = "opened", _("Received")
    TAKEN = "taken", _("An officer took it up")
    ASSIGNED = "assigned", _("Given to an officer")
    FLAGGED = "flagged", _("Corrections asked for")
    CORRECTED = "corrected", _("Corrected by the applicant")
    PASSED_ON = "passed_on", _("Passed on to another unit")
    REFERRED = "referred", _("Referred to another agency")
    APPROVED = "approved", _("Approved")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")
    NOTED = "noted", _("Internal note")
    ASKED = "asked", _("Message from the applicant")


class Who(TextChoices):
    """OFFICER: who acts for the unit that has the matter. HOLDER: of these, who has taken it up, or a supervisor."""

    OFFICER = "officer", _("officers of the unit")
    HOLDER = "holder", _("the officer who has the matter, and supervisors of the unit")
    APPLICANT = "applicant", _("the applicant")


@dataclass(frozen=True)
class Move:
    """ends: to which status the act leads, by the status that it starts from.

    takes_up: a matter that nobody has becomes the officer's who acts.
    """

    ends: Mapping[Status, Status]
    who: Who
    takes_up: bool = False
    is_public: bool = True


def _to(end: Status, *starts: Status) -> dict[Status, Status]:
    return dict.fromkeys(starts, end)


_STAYS = {status: status for status in OPEN}
_BEGINS = {**_STAYS, Status.NEW: Status.IN_PROGRESS}
_AT_WORK = (Status.NEW, Status.IN_PROGRESS)

MOVES: dict[Act, Move] = {
    Act.TAKEN: Move(_BEGINS, Who.OFFICER, takes_up=True),
    Act.ASSIGNED: Move(_BEGINS, Who.HOLDER, is_public=False),
    Act.FLAGGED: Move(_to(Status.WAITING, *_AT_WORK), Who.OFFICER, takes_up=True),
    Act.CORRECTED: Move(_to(Status.IN_PROGRESS, Status.WAITING), Who.APPLICANT),
    Act.PASSED_ON: Move({**_STAYS, Status.IN_PROGRESS: Status.NEW}, Who.OFFICER),
    Act.REFERRED: Move(_to(Status.REFERRED, *OPEN), Who.OFFICER, takes_up=True),
    Act.APPROVED: Move(_to(Status.APPROVED, *_AT_WORK), Who.OFFICER, takes_up=True),
    Act.ANSWERED: Move(_to(Status.ANSWERED, *_AT_WORK), Who.OFFICER, takes_up=True),
    Act.REFUSED: Move(_to(Status.REFUSED, *OPEN), Who.OFFICER, takes_up=True),
    Act.WITHDRAWN: Move(_to(Status.WITHDRAWN, *OPEN), Who.APPLICANT),
    Act.NOTED: Move(_STAYS, Who.OFFICER, is_public=False),
    Act.ASKED: Move(_STAYS, Who.APPLICANT),
}


def is_public(act: str) -> bool:
    """Whether the applicant is told of it in the history."""
    return act == Act.OPENED or MOVES[Act(act)].is_public


class CaseError(Exception):
    """An act that cannot be done now. The text is for the person who tried."""
