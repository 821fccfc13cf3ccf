"""Who may see and do what in the register. The public's rights are in disclosure.py."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from permits.models import Permit
from permits.moves import MOVES, Act


def get_permit_for(user: User, pk: int | str) -> Permit:
    """A permit in the register of this person's units; anybody else's is 404."""
    permit = Permit.objects.visible_to(user).with_parts().filter(pk=pk).first()
    if permit is None:
        raise Http404
    return permit


def acts_for(user: User, permit: Permit) -> list[Act]:
    """What this person may do with it now by hand."""
    is_supervisor = user.supervises(permit.permit_type.unit)
    return [
        act
        for act, move in MOVES.items()
        if act is not Act.EXPIRED and permit.status in move.starts and (is_supervisor or not move.needs_supervisor)
    ]
