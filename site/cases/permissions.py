"""Who may see a matter, and who may do what to it. Somebody else's matter does not exist."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from cases.models import Case
from cases.workflow import MOVES, Act, Who
from forms import references


def has_queue(user: User) -> bool:
    """Whether this person handles matters at all."""
    return user.is_active and (user.is_superuser or user.units().exists())


def get_case_for(user: User, reference: str) -> Case:
    """Raises Http404 for what does not exist and for what belongs to another unit."""
    try:
        return Case.objects.visible_to(user).with_parts().get(submission__reference=references.compact(reference))
    except Case.DoesNotExist:
        raise Http404 from None


def may(user: User, act: Act, case: Case) -> bool:
    """By the workflow's table and the person's units, whatever the status."""
    who = MOVES[act].who
    if who == Who.APPLICANT or not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return False
    return who == Who.OFFICER or case.officer_id == user.pk or supervises(user, case)


def supervises(user: User, case: Case) -> bool:
    return user.is_superuser or (case.unit is not None and user.supervises(case.unit))


def acts_open_to(user: User, case: Case) -> list[Act]:
    """What this person can do with it now, in the order of the table."""
    return [act for act, move in MOVES.items() if case.status in move.ends and may(user, act, case)]
