"""Demo sign-ins: one for each role, with generated passwords that are kept in the data folder."""

import json
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_noop
from wagtail.users.models import UserProfile

from accounts.models import User

# Username, name, role as shown, Wagtail's group.
PEOPLE = (
    ("editor", "สมหญิง", gettext_noop("Editor"), "Editors"),
    ("reviewer", "ประสิทธิ์", gettext_noop("Reviewer"), "Moderators"),
    ("admin", "อรุณี", gettext_noop("Administrator"), None),
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
    return [(role, username, passwords[username]) for username, _, role, _ in PEOPLE if username in passwords]


def load_people() -> None:
    """Make the accounts that are missing; those that exist keep their passwords."""
    _allow_groups_to_keep_shared_content()
    passwords = {username: password for _, username, password in sign_ins()}
    for username, first_name, _role, group in PEOPLE:
        user, created = User.objects.get_or_create(
            username=username,
            defaults={"first_name": first_name, "is_superuser": group is None, "is_staff": group is None},
        )
        if not created:
            continue
        passwords[username] = secrets.token_urlsafe(9)
        user.set_password(passwords[username])
        user.email = f"{username}@sala.example"
        user.save()
        UserProfile.objects.get_or_create(user=user, defaults={"preferred_language": "th"})
        if group:
            user.groups.add(Group.objects.get(name=group))
    descriptor = os.open(_path(), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with open(descriptor, "w") as file:
        json.dump(passwords, file)


def _allow_groups_to_keep_shared_content() -> None:
    groups = Group.objects.filter(name__in=("Editors", "Moderators"))
    for app, models in EDITED_SNIPPETS:
        wanted = Permission.objects.filter(content_type__app_label=app, content_type__model__in=models)
        for group in groups:
            group.permissions.add(*wanted.exclude(codename__startswith="delete"))
    submit = Permission.objects.filter(codename="submit_translation")
    for group in groups:
        group.permissions.add(*submit)
