"""The demo municipality: complete, in both languages, and safe to load twice."""

import re
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, Site

from accounts.models import Membership, User
from agency.calendars import agency_calendar
from cases.clock import clock_of, last_day_at_risk
from cases.models import Case, CaseEvent, CorrectionRequest
from cases.workflow import Act as CaseAct
from cases.workflow import Status as CaseStatus
from catalogue.models import InformationPage, ServiceCriterion, ServiceDocument, ServicePage
from forms.content import answers_in
from forms.models import FormPage, FormVersion, Submission
from forms.versions import definition_of
from notifications.models import Message
from permits.models import Permit, PermitEvent, PermitType
from permits.moves import Act as PermitAct
from permits.moves import Standing, Status
from sala.demo import content, information, people
from tests.sala.walking import walk_through


@pytest.mark.xdist_group("demo")
class DemoTest(TestCase):
    """Loaded once for all tests here: loading takes a while."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.load()

    @classmethod
    def load(cls) -> None:
        call_command("load_demo", stdout=StringIO())

    def services(self, language: str) -> list[ServicePage]:
        return list(ServicePage.objects.live().filter(locale__language_code=language))

    def test_all_services_of_the_file_are_published(self) -> None:
        slugs = [entry["slug"] for entry in content.services()]
        assert len(slugs) == 205
        assert sorted(page.slug for page in self.services("th")) == sorted(slugs)

    def test_own_services_are_published_in_english(self) -> None:
        assert {page.slug for page in self.services("en")} == set(content.own_slugs())
        assert len(content.own_slugs()) == 46

    def test_english_pages_hold_no_thai_that_is_not_marked_as_thai(self) -> None:
        wrong = {}
        for page in Page.objects.live().filter(locale__language_code="en"):
            soup = BeautifulSoup(self.client.get(page.get_url()).content, "html.parser")
            for element in soup.select("[lang=th]"):
                element.decompose()
            if thai := re.findall("[ก-๛]+", soup.get_text()):
                wrong[page.get_url()] = thai
        assert wrong == {}

    def test_each_manual_is_complete(self) -> None:
        for page in self.services("th"):
            parts = {
                "criteria": page.criteria.count(),
                "channels": page.channels.count(),
                "steps": page.steps.count(),
                "fees": page.fees.count(),
                "laws": page.laws.count(),
                "complaint_channels": page.complaint_channels.count(),
                "topics": page.service_topics.count(),
            }
            assert 0 not in parts.values(), f"{page.slug}: {parts}"
            assert page.time_limit_days, page.slug
            assert page.everyday_name_list, page.slug

    def test_no_sentence_stands_on_two_services(self) -> None:
        rows = ServiceCriterion.objects.filter(page__locale__language_code="th").values_list("text", flat=True)
        summaries = [page.summary for page in self.services("th")]
        repeated = [text for text, times in Counter([*rows, *summaries]).items() if times > 1]
        assert repeated == []

    def test_twenty_information_pages_stand_in_each_language(self) -> None:
        for language in ("th", "en"):
            assert InformationPage.objects.live().filter(locale__language_code=language).count() == 20

    def test_five_forms_are_published_in_both_languages(self) -> None:
        pages = FormPage.objects.live()
        services = ["building-permit", "complaint", "food-premises-small", "health-hazard-business", "sign-tax"]
        for language in ("th", "en"):
            found = [page.service.slug for page in pages.filter(locale__language_code=language)]
            assert sorted(found) == services
        versions = list(FormVersion.objects.all())
        assert [list(version.translations) for version in versions] == [["en"]] * 5
        for version in versions:
            own_steps = definition_of(version, "th").steps[1:]
            assert 3 <= len(own_steps) <= 6, version.title
            assert not re.search("[ก-๛]", repr(definition_of(version, "en").steps[1:])), version.title

    def test_each_form_can_be_filled_in_and_sent_in_both_languages(self) -> None:
        for page in FormPage.objects.live():
            submission = walk_through(self.client, page).submission
            assert submission.title, page
            assert submission.unit == submission.service.unit

    def test_forms_ask_only_for_documents_that_the_manual_wants_from_the_applicant(self) -> None:
        for version in FormVersion.objects.all():
            wanted = version.service.documents.filter(supplied_by=ServiceDocument.Supplier.APPLICANT)
            labels = {
                question.label for question in definition_of(version, "th").questions() if question.type == "files"
            }
            assert labels <= set(wanted.values_list("document_type__name", flat=True)), version.title

    def test_the_municipality_issued_two_thousand_permits_in_three_years(self) -> None:
        permits = Permit.objects.filter(permit_type__is_example=False).exclude(once__startswith="case:")
        assert permits.count() == 2000
        assert Counter(permits.values_list("permit_type__key", flat=True)) == {
            "food-premises-certificate": 700,
            "health-hazard-licence": 900,
            "building-permit": 400,
        }
        assert set(permits.values_list("status", flat=True)) == set(Status.values)
        assert set(PermitEvent.objects.filter(permit__in=permits).values_list("kind", flat=True)) == set(
            PermitAct.values
        )
        today = timezone.localdate()
        active = {permit.standing for permit in permits if permit.status == "active"}
        assert active == {Standing.IN_FORCE, Standing.NOT_YET}
        assert permits.filter(issued_on__gte=today).count() == 0
        assert permits.filter(issued_on__lt=today - timedelta(days=3 * 365 + 14)).count() == 0
        assert PermitEvent.objects.filter(permit__in=permits, at__gt=timezone.now()).count() == 0

    def test_numbers_of_each_year_follow_the_days_of_issue(self) -> None:
        for permit_type in PermitType.objects.filter(is_example=False):
            issued = list(permit_type.permits.order_by("pk").values_list("issued_on", flat=True))
            assert issued == sorted(issued)

    def test_registers_of_others_are_taken_in_as_examples_with_their_source(self) -> None:
        examples = Permit.objects.filter(permit_type__is_example=True)
        assert Counter(examples.values_list("permit_type__key", flat=True)) == {
            "example-public-companies": 1053,
            "example-trade-associations": 15,
        }
        assert examples.filter(source_url="").count() == 0
        assert PermitType.objects.filter(locale__language_code="en").count() == 5

    def test_sixty_matters_stand_in_every_state(self) -> None:
        cases = Case.objects.all()
        assert cases.count() == 60
        assert set(cases.values_list("status", flat=True)) == set(CaseStatus.values)
        assert {case.submission.channel for case in cases} > {"web", "counter", "phone", "post"}
        today, calendar = timezone.localdate(), agency_calendar()
        assert cases.late(today).count() >= 3
        assert cases.at_risk(today, last_day_at_risk(today, calendar)).count() >= 2
        decided = [clock_of(case).is_late for case in cases.filter(status__in=["approved", "answered", "refused"])]
        assert 0 < decided.count(True) < decided.count(False)
        assert CaseEvent.objects.filter(at__gt=timezone.now()).count() == 0
        first = min(case.opened_at for case in cases)
        assert timedelta(days=80) < timezone.now() - first < timedelta(days=120)

    def test_each_state_came_about_by_acts_that_can_be_read(self) -> None:
        for case in Case.objects.all():
            events = list(case.events.all())
            assert [event.end for event in events][-1] == case.status
            assert [event.at for event in events] == sorted(event.at for event in events)
        acts = set(CaseEvent.objects.values_list("kind", flat=True))
        assert acts == {act.value for act in CaseAct}
        corrected = CorrectionRequest.objects.exclude(answered_at=None)
        assert corrected.count() >= 3
        assert [request.case.submission.revisions.count() for request in corrected] == [1] * corrected.count()

    def test_an_approved_matter_has_a_permit_with_what_its_form_said(self) -> None:
        approved = Case.objects.filter(status="approved")
        assert approved.count() == 10
        for case in approved:
            assert case.permit
            assert (case.permit.case_reference, case.permit.subdistrict != "") == (case.reference, True)
            assert case.permit.items, case

    def test_what_was_sent_through_the_website_answers_what_its_form_asks(self) -> None:
        sent = Submission.objects.filter(channel="web", once__startswith="demo:")
        assert sent.count() == 53
        for submission in sent:
            with override(submission.language):
                questions = list(definition_of(submission.version, submission.language).questions())
            told = {answer["id"]: answer for answer in answers_in(submission.content)}
            assert set(told) == {question.id for question in questions}
            files = set(submission.files.values_list("question_id", flat=True))
            missing = [
                question.id
                for question in questions
                if question.is_required and not (told[question.id]["text"] or question.id in files)
            ]
            assert missing == [], submission

    def test_officers_see_the_matters_of_their_units_only(self) -> None:
        passwords = {username: password for _, username, password in people.sign_ins()}
        seen = {"health": {"health"}, "works": {"public-works"}, "desk": {"clerk", "finance"}}
        units = {entry["key"]: entry["name"]["th"] for entry in content.read_json("municipality.json")["units"]}
        for username, own in seen.items():
            self.client.login(username=username, password=passwords[username])
            for case in Case.objects.select_related("unit", "submission"):
                status = self.client.get(reverse("desk:case", args=[case.reference])).status_code
                assert status == (200 if case.unit.name in {units[key] for key in own} else 404), (username, case)
            assert self.client.get(reverse("desk:queue")).status_code == 200

    def test_the_audit_record_is_sound(self) -> None:
        call_command("verify_audit")

    def test_each_page_opens(self) -> None:
        pages = Page.objects.live().filter(depth__gt=1).specific()
        answers = Counter(self.client.get(page.get_url()).status_code for page in pages if page.slug != "root")
        assert list(answers) == [200]

    def test_sign_ins_work(self) -> None:
        assert information.is_loaded()
        sign_ins = people.sign_ins()
        names = ["editor", "reviewer", "admin", "health", "works", "desk", "supervisor"]
        assert [username for _, username, _ in sign_ins] == names
        for _, username, password in sign_ins:
            assert self.client.login(username=username, password=password), username

    def state(self) -> list[object]:
        return [
            list(Page.objects.order_by("pk").values_list("pk", "slug", "live_revision_id", "last_published_at")),
            list(User.objects.values_list("username", "password")),
            list(Site.objects.values()),
            list(Permit.objects.order_by("pk").values()),
            list(PermitEvent.objects.order_by("pk").values()),
            list(Membership.objects.order_by("pk").values()),
            list(Submission.objects.order_by("pk").values()),
            list(CaseEvent.objects.order_by("pk").values()),
            list(Message.objects.order_by("pk").values_list("pk", "once")),
        ]

    def test_loading_again_changes_nothing(self) -> None:
        before = self.state()
        self.load()
        assert self.state() == before

    def test_loading_again_changes_nothing_where_the_home_page_was_renamed(self) -> None:
        home = Site.objects.get(is_default_site=True).root_page.specific
        home.slug, home.title = "our-town", "เมืองของเรา"
        home.save_revision().publish()
        before = self.state()
        self.load()
        assert self.state() == before
        assert information.is_loaded()

    def test_a_page_that_an_editor_removed_comes_back_and_a_changed_one_stays(self) -> None:
        page = ServicePage.objects.get(slug="sign-tax", locale__language_code="th")
        page.summary = "ข้อความที่แก้แล้ว"
        page.save_revision().publish()
        ServicePage.objects.get(slug="pet-registration", locale__language_code="th").delete()
        self.load()
        assert ServicePage.objects.get(pk=page.pk).summary == "ข้อความที่แก้แล้ว"
        assert ServicePage.objects.live().filter(slug="pet-registration").exists()
