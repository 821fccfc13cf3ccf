"""Demo sign-ins: one for each role, with generated passwords that are kept in the data folder."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_noop
from wagtail.users.models import UserProfile

from accounts.models import Membership, User
from agency.models import AgencyUnit

OFFICERS = "Officers"


@dataclass(frozen=True)
class Person:
    """Somebody who signs in. group: Wagtail's, or none for whom all is allowed. units: by key, see municipality.json."""

    username: str
    first_name: str
    last_name: str
    role: str
    group: str | None
    units: tuple[str, ...] = ()
    is_supervisor: bool = False


PEOPLE = (
    Person("editor", "สมหญิง", "", gettext_noop("Editor"), "Editors"),
    Person("reviewer", "ประสิทธิ์", "", gettext_noop("Reviewer"), "Moderators"),
    Person("admin", "อรุณี", "", gettext_noop("Administrator"), None),
    Person("health", "วรรณา", "มั่นเพียรทำ", gettext_noop("Officer, health"), OFFICERS, ("health",)),
    Person("works", "ธีรพงศ์", "แก้ววงศ์ศาลา", gettext_noop("Officer, public works"), OFFICERS, ("public-works",)),
    Person("desk", "กัลยา", "ศรีสายชล", gettext_noop("Officer, complaints & tax"), OFFICERS, ("clerk", "finance")),
    Person(
        "supervisor",
        "ปรีชา",
        "รุ่งประทีปทอง",
        gettext_noop("Supervisor, health, works"),
        OFFICERS,
        ("health", "public-works"),
        is_supervisor=True,
    ),
)
# Shared content that editors and reviewers keep, by app and model.
EDITED_SNIPPETS = (
    ("catalogue", ("documenttype", "law", "channel", "complaintchannel", "topic", "lifeevent")),
    ("agency", ("agency", "agencyunit", "office", "timetable", "holiday")),
    ("search", ("synonym", "dictionaryword")),
    ("notifications", ("noticetext",)),
    ("wagtail_localize", ("translation",)),
)


def _path() -> Path:
    return Path(settings.DATA_DIR) / "demo-sign-ins.json"


def sign_ins() -> list[tuple[str, str, str]]:
    """(role, username, password) of each demo account, or nothing where there is no demo."""
    if not _path().exists():
        return []
    passwords = json.loads(_path().read_text())
    return [
        (person.role, person.username, passwords[person.username]) for person in PEOPLE if person.username in passwords
    ]


def load_people(units: Mapping[str, AgencyUnit]) -> None:
    """Make the accounts that are missing; those that exist keep their passwords."""
    _allow_groups_to_keep_shared_content()
    _let_officers_in()
    passwords = {username: password for _, username, password in sign_ins()}
    for person in PEOPLE:
        if not User.objects.filter(username=person.username).exists():
            passwords[person.username] = secrets.token_urlsafe(9)
            _make(person, passwords[person.username], units)
    descriptor = os.open(_path(), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with open(descriptor, "w") as file:
        json.dump(passwords, file)


def _make(person: Person, password: str, units: Mapping[str, AgencyUnit]) -> None:
    is_all_allowed = person.group is None
    user = User.objects.create_user(
        person.username,
        f"{person.username}@sala.example",
        password,
        first_name=person.first_name,
        last_name=person.last_name,
        is_superuser=is_all_allowed,
        is_staff=is_all_allowed,
    )
    UserProfile.objects.get_or_create(user=user, defaults={"preferred_language": "th"})
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    role = Membership.Role.SUPERVISOR if person.is_supervisor else Membership.Role.OFFICER
    for key in person.units:
        Membership.objects.create(user=user, unit=units[key], role=role)


def _let_officers_in() -> None:
    """Into the back office; what they may do there follows from their units."""
    group, _is_new = Group.objects.get_or_create(name=OFFICERS)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))


def _allow_groups_to_keep_shared_content() -> None:
    groups = Group.objects.filter(name__in=("Editors", "Moderators"))
    for app, models in EDITED_SNIPPETS:
        wanted = Permission.objects.filter(content_type__app_label=app, content_type__model__in=models)
        for group in groups:
            group.permissions.add(*wanted.exclude(codename__startswith="delete"))
    submit = Permission.objects.filter(codename="submit_translation")
    for group in groups:
        group.permissions.add(*submit)
