"""Odd requests are answered, never with an error of ours."""

import pytest
from django.test import Client
from django.test.client import BOUNDARY

from tests.factories import make_site

pytestmark = pytest.mark.django_db


def form_body(reference: bytes) -> bytes:
    head = b'--%b\r\nContent-Disposition: form-data; name="reference"\r\n\r\n' % BOUNDARY.encode()
    return head + reference + b"\r\n--%b--\r\n" % BOUNDARY.encode()


@pytest.mark.parametrize("charset", ["utf-7", "raw_unicode_escape", "rot13", "base64", "nonsense"])
def test_text_is_read_as_utf8_whatever_the_request_names(client: Client, charset: str) -> None:
    make_site()
    body = form_body("ก+2AA-\\ud800".encode())
    answer = client.generic("POST", "/track/", body, f"multipart/form-data; boundary={BOUNDARY}; charset={charset}")
    assert answer.status_code == 200
    assert 'value="ก+2AA-\\ud800"' in answer.content.decode()


def test_address_with_nul_is_not_found(admin_client: Client) -> None:
    make_site()
    answers = [admin_client.get(path).status_code for path in ("/track/%00/", "/admin/cases/logged/%00/")]
    assert answers == [404, 404]


def test_nul_in_a_query_is_dropped(admin_client: Client) -> None:
    make_site()
    answer = admin_client.get("/admin/permits/permit/?q=%00&status__exact=active%00")
    assert answer.status_code == 200
    assert answer.wsgi_request.GET.dict() == {"q": "", "status__exact": "active"}


@pytest.mark.parametrize("query", ["pop=1", "issued_on__gte=x", "locale=en"])
def test_register_shows_all_where_a_filter_makes_no_sense(admin_client: Client, query: str) -> None:
    make_site()
    answer = admin_client.get(f"/admin/permits/permit/?{query}")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/permits/permit/")
