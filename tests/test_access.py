"""Who may open what: every address of ours, walked as each role. One that is new fails here until somebody has said whose
it is. The matters and permits belong to one unit; an officer of another unit must not learn that they exist."""

from fnmatch import fnmatch
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from cases.models import Case
from cases.services import PermitDetails, approve_case, refuse_case
from forms.models import Draft
from notifications.models import Message
from permits.holders import HolderDetails
from permits.services import PermitFace
from tests.addresses import Address, addresses
from tests.factories import (
    make_case,
    make_form,
    make_officer,
    make_permit_type,
    make_service,
    make_site,
    make_submission,
    make_unit,
)
from tests.forms.filling import fill_in, send

pytestmark = pytest.mark.django_db

ANYBODY = {"anonymous", "editor", "officer", "other officer", "supervisor", "admin"}
STAFF_OF_UNITS = {"officer", "other officer", "supervisor", "admin"}
THE_UNIT = {"officer", "supervisor", "admin"}
NOBODY: set[str] = set()

RULES: tuple[tuple[str, set[str]], ...] = (
    # What anybody may open. A draft's token, and reference and tracking code, are keys of their own: see below.
    ("brand", ANYBODY),
    ("health", ANYBODY),
    ("robots", ANYBODY),
    ("search:*", ANYBODY),
    ("forms:*", ANYBODY),
    ("cases:track", ANYBODY),
    ("permits:*", ANYBODY),
    # The applicant's page, without having shown reference and tracking code.
    ("cases:leave", ANYBODY),
    ("cases:*", NOBODY),
    # The demo's mailbox, where this is no demo.
    ("demo:*", NOBODY),
    # Officers.
    ("desk:queue", STAFF_OF_UNITS),
    ("desk:log", STAFF_OF_UNITS),
    ("desk:logged*", {"officer"}),
    ("desk:*", THE_UNIT),
    ("permit_change", {"supervisor", "admin"}),
    ("permits_permit_modeladmin_index", STAFF_OF_UNITS),
    ("permits_permit_modeladmin_inspect", THE_UNIT),
    ("permits_permit_modeladmin_*", NOBODY),
    # The back office.
    ("notifications:*", {"admin"}),
    ("wagtailsnippets_*", {"admin"}),
)
"""The first that fits counts."""


@pytest.fixture
def things(client: Client) -> dict[str, Any]:
    """One of each: names of address parts, and per address where it differs."""
    _, services, _ = make_site()
    service = make_service(services)
    permit_type = make_permit_type(service=service, unit=service.unit)
    draft = fill_in(client, make_form(service))
    send(client, draft)
    officer = make_officer(service.unit, name="officer")
    make_officer(make_unit("กองอื่น"), name="other officer")
    make_officer(service.unit, name="supervisor", role=Membership.Role.SUPERVISOR)
    User.objects.create_superuser("admin")
    User.objects.create_user("editor").groups.add(Group.objects.get(name="Editors"))
    approved, refused = make_case(service), make_case(service)
    details = PermitDetails(HolderDetails("สมชาย ใจดี"), PermitFace("ร้าน", "99"))
    approve_case(approved, by=officer, permit=details)
    refuse_case(refused, by=officer, reason="ไม่ครบ", law="มาตรา 38", appeal="อุทธรณ์ภายใน 30 วัน")
    permit = Case.objects.get(pk=approved.pk).permit
    case = Draft.objects.get(pk=draft.pk).submission.case
    logged = make_submission(service, by=officer, channel="counter")
    return {
        "case": case.reference,
        "approved": approved.reference,
        "refused": refused.reference,
        "logged": logged.reference,
        "file": case.submission.files.get().pk,
        "message": Message.objects.latest("pk").pk,
        "permit": permit,
        "permit_type": permit_type,
        "draft": draft,
    }


def path_of(address: Address, things: dict[str, Any]) -> str:
    permit = things["permit"]
    references = {
        "desk:letter": "refused",
        "desk:licence": "approved",
        "desk:logged": "logged",
        "desk:logged_receipt": "logged",
        "cases:letter": "refused",
        "cases:licence": "approved",
    }
    numbers = {"desk:file": things["file"], "notifications:send_again": things["message"]}
    values = {
        "token": things["draft"].token,
        "step": "check",
        "reference": things[references.get(address.name, "case")],
        "pk": numbers.get(address.name, permit.pk),
        "instance_pk": permit.pk,
        "slug": "take",
        "act": "suspended",
        "code": permit.code,
        "key": permit.holder.key,
        "name": "x",
        "number": 1,
        "position": 1,
    }
    return reverse(address.name, kwargs={part: values[part] for part in address.parts})


def is_in(client: Client, path: str) -> bool:
    """Whether the page itself, or a step further inside, was given; not a refusal or the sign-in."""
    response = client.get(path)
    if response.status_code == 405:
        response = client.post(path)
    if response.streaming:
        response.getvalue()  # reads and closes the file
    if response.status_code == 302:
        return "/login/" not in response.url and response.url != reverse("wagtailadmin_home")
    assert response.status_code < 500, path
    return response.status_code not in (401, 403, 404)


def signed_in_as(role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(User.objects.get(username=role))
    return client


def rule_for(address: Address) -> set[str] | None:
    return next((roles for pattern, roles in RULES if fnmatch(address.name, pattern)), None)


def one_of_each_screen() -> list[Address]:
    """All snippets share their views: of Wagtail's, the list of each model is walked."""
    return [a for a in addresses() if not a.name.startswith("wagtailsnippets_") or a.name.endswith(":list")]


def test_every_address_has_its_rule() -> None:
    assert [address.name for address in addresses() if rule_for(address) is None] == []
    assert len(one_of_each_screen()) > 40


@pytest.mark.parametrize("role", sorted(ANYBODY))
def test_each_role_opens_what_is_its_own_and_nothing_else(things: dict[str, Any], role: str) -> None:
    client = signed_in_as(role)
    given = {address.name: is_in(client, path_of(address, things)) for address in one_of_each_screen()}
    assert given == {address.name: role in (rule_for(address) or NOBODY) for address in one_of_each_screen()}
