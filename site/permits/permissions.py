"""Who may see and do what in the register. The public's rights are in disclosure.py."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import User
from permits.disclosure import is_licence_public
from permits.models import Permit
from permits.moves import MOVES, Act
from permits.verification import look_up_code


def get_permit_with_licence_for(user: User | AnonymousUser, code: str) -> Permit:
    """A permit whose licence this reader may have: anybody's while it is public, always that of one's own units."""
    permit = look_up_code(code).permits[:1]
    if not permit or permit[0].permit_type.is_example:
        raise Http404
    if is_licence_public(permit[0]):
        return permit[0]
    if not isinstance(user, User):
        raise Http404
    return get_permit_for(user, permit[0].pk)


BY_HAND = [act for act in MOVES if act is not Act.EXPIRED]


def get_permit_for(user: User, pk: int | str) -> Permit:
    """A permit in the register of this person's units; anybody else's is 404."""
    permit = Permit.objects.visible_to(user).with_parts().filter(pk=pk).first()
    if permit is None:
        raise Http404
    return permit


def acts_for(user: User, permit: Permit) -> list[Act]:
    """What this person may do with it now by hand."""
    return [act for act in BY_HAND if permit.status in MOVES[act].starts and may_do(user, act, permit)]


def may_do(user: User, act: Act, permit: Permit) -> bool:
    """Whether the act is this person's at all, whatever the permit's status."""
    return not MOVES[act].needs_supervisor or user.supervises(permit.permit_type.unit)
