"""Two at once: one wins, the other is told who was quicker. On PostgreSQL as it is; on SQLite with the test database
copied into a file, since one in memory has no locks to wait for."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from wagtail.models import Locale, Page

from accounts.models import Membership, User
from cases import services
from cases.models import Case
from cases.services import PermitDetails
from cases.workflow import CaseError
from catalogue.models import HomePage, ServiceIndexPage
from forms.services import correct_submission
from notifications.models import Message
from permits.holders import HolderDetails
from permits.models import Permit
from permits.services import PermitFace
from tests.conftest import is_postgresql
from tests.factories import make_case, make_content, make_permit_type, make_service, make_unit

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[Case], object]
REFUSAL = {"reason": "อยู่ในเขตห้าม", "law": "มาตรา 54", "appeal": "ภายใน 30 วัน"}
DETAILS = PermitDetails(HolderDetails("สมชาย ใจดี"), PermitFace("ร้าน"))


@pytest.fixture
def officers() -> list[User]:
    """Tests with real transactions leave no rows behind, not even those of migrations: all is made anew."""
    Locale.objects.get_or_create(language_code="th")
    users = [User.objects.create_user(name) for name in ("somchai", "suda")]
    for user in users:
        Membership.objects.create(user=user, unit=make_unit())
    return users


def make_case_with_permit() -> Case:
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=HomePage(title="ทดสอบ", slug="two-at-once"))
    service = make_service(home.add_child(instance=ServiceIndexPage(title="บริการ", slug="services")))
    make_permit_type(service=service)
    return make_case(service)


@contextmanager
def file_of(path: Path) -> Iterator[None]:
    """This thread works on the copy in the file."""
    if not is_postgresql():
        wrapper = type(connections["default"])
        connections["default"] = wrapper({**connections["default"].settings_dict, "NAME": str(path)}, "default")
    try:
        yield
    finally:
        connections.close_all()


def at_once(path: Path, case: Case, *acts: Act) -> tuple[list[str], list[str], int, list[str]]:
    """What came of each act ("done" or the sentence), then the kinds of events, how many permits, and the notices."""
    if not is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
    begin = threading.Barrier(len(acts))

    def run(act: Act) -> str:
        with file_of(path):
            found = Case.objects.get(pk=case.pk)
            begin.wait(20)
            try:
                act(found)
            except CaseError as error:
                return str(error)
            return "done"

    def look(_: int) -> tuple[list[str], int, list[str]]:
        with file_of(path):
            found = Case.objects.get(pk=case.pk)
            told = Message.objects.about(found.submission.subject_key).filter(notice__startswith="cases.")
            return (
                list(found.events.values_list("kind", flat=True)),
                Permit.objects.count(),
                list(told.values_list("notice", flat=True)),
            )

    with ThreadPoolExecutor(len(acts)) as pool:
        outcomes = list(pool.map(run, acts))
        return outcomes, *pool.submit(look, 0).result()


def test_one_approval_and_one_permit(tmp_path: Path, officers: list[User]) -> None:
    case = make_case_with_permit()

    outcomes, events, permits, notices = at_once(
        tmp_path / "copy.sqlite3",
        case,
        *[lambda found, by=by: services.approve_case(found, by=by, permit=DETAILS) for by in officers * 3],
    )

    assert outcomes.count("done") == 1
    winner = officers[outcomes.index("done") % 2].username
    assert all(winner in outcome for outcome in outcomes if outcome != "done")
    assert (events, permits, notices) == (["opened", "approved"], 1, ["cases.approved"])


def test_approval_and_refusal_are_not_both(tmp_path: Path, officers: list[User]) -> None:
    case = make_case_with_permit()
    first, second = officers

    outcomes, events, permits, notices = at_once(
        tmp_path / "copy.sqlite3",
        case,
        lambda found: services.approve_case(found, by=first, permit=DETAILS),
        lambda found: services.refuse_case(found, by=second, **REFUSAL),
    )

    kind = ("approved", "refused")[outcomes.index("done")]
    assert outcomes.count("done") == 1
    assert (events, permits, notices) == (["opened", kind], int(kind == "approved"), [f"cases.{kind}"])


def test_matter_is_taken_by_one(tmp_path: Path, officers: list[User]) -> None:
    outcomes, events, _permits, _notices = at_once(
        tmp_path / "copy.sqlite3",
        make_case(),
        *[lambda found, by=by: services.take_case(found, by=by) for by in officers],
    )

    assert (outcomes.count("done"), events) == (1, ["opened", "taken"])


def test_matter_sent_twice_at_once_is_one(tmp_path: Path, officers: list[User]) -> None:
    received = []

    outcomes, events, _permits, _notices = at_once(
        tmp_path / "copy.sqlite3",
        make_case(),
        *[lambda _case: received.append(make_case(unit=make_unit(), once="logged:1").pk)] * 4,
    )

    assert (outcomes, len(set(received))) == (["done"] * 4, 1)
    assert events == ["opened"]


def test_correction_that_meets_a_refusal_is_kept_whole_or_not_at_all(tmp_path: Path, officers: list[User]) -> None:
    case = make_case()
    services.flag_answers(case, [("place", "ชื่อไม่ครบ")], by=officers[0])

    outcomes, events, _permits, _notices = at_once(
        tmp_path / "copy.sqlite3",
        case,
        lambda found: correct_submission(found.submission, content=make_content("ใหม่"), question_ids=["place"]),
        lambda found: services.refuse_case(found, by=officers[1], **REFUSAL),
    )

    # The refusal may come before or after the correction; a correction after it is turned away.
    assert outcomes[1] == "done"
    assert events == ["opened", "flagged", *(["corrected"] if outcomes[0] == "done" else []), "refused"]
