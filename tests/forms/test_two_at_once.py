"""A draft sent and filled in at the same moment, from several tabs."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from wagtail.models import Locale, Page

from cases.models import Case
from forms.models import Submission
from notifications.models import Message
from tests.factories import make_form, make_service, make_site
from tests.forms.filling import answer, fill_in, photo, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
TABS = 6


def test_draft_is_sent_once_and_takes_nothing_afterwards() -> None:
    Locale.objects.get_or_create(language_code="th")
    if not Page.get_first_root_node():
        Page.add_root(title="Root", slug="root", locale=Locale.get_default())
    _, services, _ = make_site()
    draft = fill_in(Client(), make_form(make_service(services)))
    gate = threading.Barrier(TABS)

    def use_tab(number: int) -> int:
        try:
            gate.wait()
            if number % 2:
                return answer(Client(), draft, "step-1", {"text": "ร้าน", "files": photo(f"{number}.png")}).status_code
            return send(Client(), draft).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TABS) as pool:
        assert list(pool.map(use_tab, range(TABS))) == [302] * TABS

    draft.refresh_from_db()
    assert [model.objects.count() for model in (Submission, Case, Message)] == [1, 1, 1]
    assert (draft.submission, draft.data, draft.files.count()) == (Submission.objects.get(), {}, 0)
