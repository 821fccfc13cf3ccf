"""Who acts for which unit, as an administrator says it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.models import Membership, User
from tests.factories import make_case, make_officer, make_site, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def address(name: str) -> str:
    return reverse(f"wagtailsnippets_accounts_membership:{name}")


def test_administrator_makes_an_officer_who_then_has_a_queue(client: Client) -> None:
    case = make_case(title="เรื่องของกอง")
    person = User.objects.create_user("suda")
    person.groups.add(Group.objects.get(name="Officers"))
    client.force_login(User.objects.create_superuser("root"))

    client.post(address("add"), {"user": person.pk, "unit": make_unit().pk, "role": "officer"})
    assert "suda" in client.get(address("list")).content.decode()

    client.force_login(person)
    assert case.submission.title in client.get("/admin/cases/").content.decode()


def test_translation_of_a_unit_stands_for_the_unit() -> None:
    unit = make_unit()
    english = unit.copy_for_translation(Locale.objects.get(language_code="en"))
    english.save()
    membership = Membership(user=make_officer(None), unit=english)

    membership.full_clean()

    assert membership.unit == unit


def test_officers_do_not_make_officers(client: Client) -> None:
    client.force_login(make_officer(make_unit()))

    assert client.get(address("add")).status_code == 302
    assert client.get(address("list")).status_code == 302
