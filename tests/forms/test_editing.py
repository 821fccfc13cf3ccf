"""What an editor sees: the form's page in the admin, its preview, and versions that publishing makes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from forms.models import FormPage, FormVersion
from tests.factories import make_form, make_service, make_site, raw_questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    _, services, _ = make_site()
    return make_service(services)


def editing(questions, **values):
    step = {"title": "ขั้นที่หนึ่ง", "intro": "", "questions": streamfield(questions)}
    return nested_form_data(
        {
            "title": "แบบคำขอ",
            "slug": "apply",
            "minutes": "5",
            "intro": "",
            "steps": streamfield([("step", step)]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
            **values,
        }
    )


def test_editor_builds_a_form_of_questions_and_publishes_it(admin_client, service):
    add = reverse("wagtailadmin_pages:add", args=["forms", "formpage", service.pk])
    assert admin_client.get(add).status_code == 200
    questions = [
        ("text", {"label": "ชื่อร้าน", "help_text": "", "is_required": "on", "purpose": "place_name"}),
        ("declaration", {"label": "ข้าพเจ้าขอรับรอง", "help_text": ""}),
    ]
    response = admin_client.post(add, {**editing(questions), "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    version = FormVersion.objects.get()
    assert [q["type"] for q in version.steps[0]["value"]["questions"]] == ["text", "declaration"]
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[version.page_id])).status_code == 200


def test_step_without_questions_is_not_published(admin_client, service):
    add = reverse("wagtailadmin_pages:add", args=["forms", "formpage", service.pk])
    response = admin_client.post(add, {**editing([]), "action-publish": "1"})
    assert response.status_code == 200
    assert FormPage.objects.count() == 0


def test_preview_shows_what_is_written_and_begins_nothing(service):
    form = make_form(service)
    form.steps[0].value["questions"][0].value["label"] = "ยังไม่เผยแพร่"
    html = form.make_preview_request().render().content.decode()
    assert "ยังไม่เผยแพร่" in html
    assert "<form method=" not in html.partition("<main")[2].partition("</main>")[0]


def test_each_publish_makes_a_version_once(service):
    form = make_form(service)
    form.save_revision()
    assert FormVersion.objects.count() == 1
    form.save_revision().publish()
    form.latest_revision.publish()
    assert [version.number for version in form.versions.all()] == [1, 2]


def test_scheduled_form_has_no_version_before_its_time(service):
    form = FormPage(title="แบบ", slug="apply", locale=service.locale, live=False)
    form.steps = [("step", {"title": "หนึ่ง", "intro": "", "questions": []})]
    service.add_child(instance=form)
    form.go_live_at = timezone.now() + timedelta(days=1)
    form.save_revision().publish()
    assert FormVersion.objects.count() == 0


def test_version_keeps_its_questions_when_revisions_are_purged(client, service):
    form = make_form(service)
    form.steps[0].value["questions"][0].value["label"] = "ใหม่"
    form.save_revision()
    form.revisions.exclude(pk=form.latest_revision_id).delete()
    version = FormVersion.objects.get()
    assert version.steps[0]["value"]["questions"][0]["value"]["label"] == "ชื่อร้าน"
    assert client.post(form.url).status_code == 302


def test_raw_questions_keep_their_ids(service):
    form = make_form(service, [("text", {"label": "หนึ่ง"}), ("text", {"label": "สอง"})])
    kept = FormVersion.objects.get(page=form).steps[0]["value"]["questions"]
    assert [question["id"] for question in kept] == [q["id"] for q in raw_questions([("text", {}), ("text", {})])]
