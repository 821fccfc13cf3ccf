"""The table of moves, and that nothing gets round it."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Membership, User
from cases import services
from cases.acts import FORMS
from cases.models import Case
from cases.workflow import ENDED, MOVES, OPEN, Act, CaseError, Status, Who
from forms.services import correct_submission
from tests.factories import make_case, make_content, make_officer, make_unit

Do = Callable[[Case, User], object]
DO: dict[Act, Do] = {
    Act.TAKEN: lambda case, by: services.take_case(case, by=by),
    Act.ASSIGNED: lambda case, by: services.assign_case(case, officer=by, by=by),
    Act.FLAGGED: lambda case, by: services.flag_answers(case, [("place", "ผิด")], by=by),
    Act.CORRECTED: lambda case, by: correct_submission(case.submission, content=make_content(), question_ids=["place"]),
    Act.PASSED_ON: lambda case, by: services.pass_to_unit(case, make_unit("กองช่าง"), by=by, reason="ผิดกอง"),
    Act.REFERRED: lambda case, by: services.refer_case(case, agency_name="กรมที่ดิน", by=by),
    Act.APPROVED: lambda case, by: services.approve_case(case, by=by),
    Act.ANSWERED: lambda case, by: services.answer_case(case, by=by, answer="เสร็จแล้ว"),
    Act.REFUSED: lambda case, by: services.refuse_case(case, by=by, reason="ก", law="ข", appeal="ค"),
    Act.WITHDRAWN: lambda case, by: services.withdraw_case(case),
    Act.NOTED: lambda case, by: services.add_note(case, by=by, note="บันทึก"),
    Act.ASKED: lambda case, by: services.ask_about_case(case, message="ถาม"),
}


def test_every_act_has_its_move_its_service_and_officers_acts_their_form() -> None:
    acts = set(Act) - {Act.OPENED}

    assert set(MOVES) == set(DO) == acts
    assert {form.act for form in FORMS} == {act for act, move in MOVES.items() if move.who != Who.APPLICANT}
    assert len({form.slug for form in FORMS}) == len(FORMS)


def test_no_act_begins_when_a_matter_has_ended() -> None:
    assert {start for move in MOVES.values() for start in move.ends} == set(OPEN)


def test_every_ended_status_has_the_one_act_that_leads_to_it() -> None:
    """letters.letter_of finds the event of a decision by the name of the status."""
    for status in ENDED:
        assert [act.value for act, move in MOVES.items() if status in move.ends.values()] == [status.value]


def test_every_status_is_reached_from_the_first() -> None:
    reached = {Status.NEW}
    for _ in Status:
        reached |= {end for move in MOVES.values() for start, end in move.ends.items() if start in reached}

    assert reached == set(Status)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", [act for act, move in MOVES.items() if set(move.ends.values()) & set(ENDED)])
def test_nothing_happens_to_a_matter_that_has_ended(ending: Act) -> None:
    officer = make_officer(make_unit(), role=Membership.Role.SUPERVISOR)
    case = make_case()
    DO[ending](case, officer)
    case.refresh_from_db()
    before = (case.status, case.decided_at, list(case.events.values_list("kind", flat=True)))

    for act, do in DO.items():
        with pytest.raises(CaseError):
            do(case, officer)
        case.refresh_from_db()
        assert (case.status, case.decided_at, list(case.events.values_list("kind", flat=True))) == before, act


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(list(DO)), max_size=8))
def test_whatever_is_tried_each_event_is_a_move_of_the_table(acts: list[Act]) -> None:
    with transaction.atomic():
        officer = make_officer(make_unit(), role=Membership.Role.SUPERVISOR)
        case = make_case()

        for act in acts:
            try:
                DO[act](case, officer)
            except CaseError:
                continue

        case.refresh_from_db()
        events = list(case.events.order_by("pk"))
        status: str = Status.NEW
        for event in events[1:]:
            assert event.start == status
            assert MOVES[Act(event.kind)].ends[Status(event.start)] == event.end
            status = event.end
        assert case.status == status
        assert (case.decided_at is not None) == (status in ENDED)
        assert sum(event.end in ENDED for event in events) <= 1
        transaction.set_rollback(True)  # the next example begins without what this one made
