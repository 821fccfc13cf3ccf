"""What cases and permits rest on cannot be deleted under them: the admin says so, and fails nowhere."""

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from agency.models import AgencyUnit
from cases.models import Case
from catalogue.models import ServicePage
from tests.factories import make_case, make_officer, make_permit, make_permit_type, make_service, make_site, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> ServicePage:
    _home, index, _information = make_site()
    return make_service(index)


def delete_url(thing: models.Model) -> str:
    return reverse(f"wagtailsnippets_{thing._meta.app_label}_{thing._meta.model_name}:delete", args=[thing.pk])


def test_unit_that_has_matters_is_not_deleted(admin_client: Client, service: ServicePage) -> None:
    unit = make_unit("กองที่มีเรื่อง")
    make_case(unit=unit, title="เรื่อง")

    answers = [admin_client.get(delete_url(unit)), admin_client.post(delete_url(unit), follow=True)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert AgencyUnit.objects.filter(pk=unit.pk).exists()
    assert [str(message) for message in answers[1].context["messages"]] == [
        "ไม่ได้ลบ เพราะยังมีการใช้งานอยู่ใน: เรื่อง และ เรื่องที่รับเข้า"
    ]


def test_permit_type_that_has_permits_is_not_deleted(admin_client: Client, service: ServicePage) -> None:
    permit_type = make_permit_type()
    make_permit(permit_type)

    answers = [admin_client.get(delete_url(permit_type)), admin_client.post(delete_url(permit_type), follow=True)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert permit_type.permits.count() == 1


def test_several_units_are_not_deleted_at_once_either(admin_client: Client, service: ServicePage) -> None:
    unit = make_unit("กองที่มีเรื่อง")
    make_case(unit=unit, title="เรื่อง")
    address = reverse("wagtail_bulk_action", args=["agency", "agencyunit", "delete"])

    answer = admin_client.post(f"{address}?id={unit.pk}", follow=True)

    assert answer.status_code == 200
    assert AgencyUnit.objects.filter(pk=unit.pk).exists()


def test_matters_outlive_their_service_and_their_officer(admin_client: Client, service: ServicePage) -> None:
    officer = make_officer(service.unit)
    case = make_case(service)
    Case.objects.update(officer=officer)

    page = reverse("wagtailadmin_pages:delete", args=[service.pk])
    user = reverse("wagtailusers_users:delete", args=[officer.pk])
    assert [admin_client.post(address).status_code for address in (page, user)] == [302, 302]

    case.refresh_from_db()
    assert (case.submission.service, case.officer) == (None, None)
    assert admin_client.get(f"/admin/cases/{case.reference}/").status_code == 200
