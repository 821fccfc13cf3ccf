"""The page that shows what mail the demo would send."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from tests.factories import make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: LazySettings, tmp_path: Path) -> None:
    settings.IS_DEMO = True
    settings.EMAIL_BACKEND = "sala.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    make_site()


def post(subject: str, body: str = "ข้อความ", *, language: str = "th", attach: bool = False) -> EmailMessage:
    mail = EmailMessage(
        subject, body, "เทศบาล <a@example.go.th>", ["somjai@example.com"], headers={"Content-Language": language}
    )
    if attach:
        mail.attach("ใบรับ.pdf", b"%PDF-1", "application/pdf")
    mail.send()
    return mail


def page(client: Client, address: str = "/demo/mailbox/") -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def subjects(soup: BeautifulSoup) -> list[str]:
    return [heading.get_text() for heading in soup.select("article h2")]


def test_mail_is_shown_newest_first_with_links(client: Client) -> None:
    post("เรื่องแรก")
    post("Second <b>", "Follow it: http://127.0.0.1:8000/track/?a=1&b=2\n<script>", language="en")

    soup = page(client)

    assert subjects(soup) == ["Second <b>", "เรื่องแรก"]
    newest = soup.article
    assert newest["lang"] == "en"
    assert newest.select_one(".mail-text a")["href"] == "http://127.0.0.1:8000/track/?a=1&b=2"
    assert soup.select("main script") == []
    assert [entry.get_text() for entry in newest.select("dd")][:2] == ["somjai@example.com", "เทศบาล <a@example.go.th>"]
    assert re.fullmatch(r"\d+ \S+ 25\d\d \d\d:\d\d", newest.time.get_text())


def test_mails_of_one_connection_are_all_shown(client: Client) -> None:
    mails = [EmailMessage(f"เรื่องที่ {number}", "ข้อความ", "a@example.com", ["b@example.com"]) for number in range(3)]
    get_connection().send_messages(mails)

    assert subjects(page(client)) == ["เรื่องที่ 2", "เรื่องที่ 1", "เรื่องที่ 0"]


def test_attachment_can_be_saved(client: Client) -> None:
    post("เรื่อง", attach=True)
    link = page(client).select_one("article li a")

    response = client.get(link["href"])

    assert link.get_text() == "ใบรับ.pdf"
    assert (b"".join(response.streaming_content), response["Content-Type"]) == (b"%PDF-1", "application/pdf")
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("place", ["no.log/0/0", "..%2Fsecret-key/0/0", "{name}/1/0", "{name}/0/1"])
def test_attachment_that_is_not_there_is_not_found(client: Client, place: str) -> None:
    post("เรื่อง", attach=True)
    name = page(client).select_one("article li a")["href"].split("/")[-4]

    assert client.get(f"/demo/mailbox/{place.format(name=name)}/").status_code == 404


def test_many_mails_are_cut_into_pages(client: Client) -> None:
    for number in range(45):
        post(f"เรื่องที่ {number}")

    first, last = page(client), page(client, "/demo/mailbox/?page=3")

    assert subjects(first)[:2] == ["เรื่องที่ 44", "เรื่องที่ 43"]
    assert subjects(last) == [f"เรื่องที่ {number}" for number in (4, 3, 2, 1, 0)]
    assert [link["href"] for link in first.select(".pagination a")] == ["?page=2"]
    assert [link["href"] for link in last.select(".pagination a")] == ["?page=2"]
    assert subjects(page(client, "/demo/mailbox/?page=nothing")) == subjects(first)


def test_empty_mailbox_says_what_to_do(client: Client) -> None:
    assert "ยังไม่มีอีเมล" in page(client).main.get_text()
    assert "No mail yet" in page(client, "/en/demo/mailbox/").main.get_text()


def test_demo_with_a_mail_server_says_so(client: Client, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert "through a mail server" in page(client, "/en/demo/mailbox/").main.get_text()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\n\n\xff", b"Subject: =?utf-9?b?x?=\nDate: soon\n\nx", b"-" * 79])
def test_file_that_is_no_mail_breaks_nothing(client: Client, settings: LazySettings, content: bytes) -> None:
    post("เรื่อง")
    (Path(settings.EMAIL_FILE_PATH) / "0.log").write_bytes(content)

    assert "เรื่อง" in subjects(page(client))


@pytest.mark.parametrize("address", ["/demo/mailbox/", "/en/demo/mailbox/", "/demo/mailbox/a.log/0/0/"])
def test_mailbox_is_for_this_machine_and_for_demos_only(client: Client, settings: LazySettings, address: str) -> None:
    post("เรื่อง")

    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get(address, REMOTE_ADDR="").status_code == 404
    settings.IS_DEMO = False
    assert client.get(address).status_code == 404


def test_ribbon_leads_to_the_mailbox_where_it_can_be_seen(client: Client, settings: LazySettings) -> None:
    def links(**options: str) -> list[str]:
        soup = BeautifulSoup(client.get("/search/", **options).content, "html.parser")
        return [link["href"] for link in soup.select(".ribbon a")]

    assert links() == ["/demo/mailbox/"]
    assert links(REMOTE_ADDR="::1") == ["/demo/mailbox/"]
    assert links(REMOTE_ADDR="192.0.2.7") == []
    settings.IS_DEMO = False
    assert links() == []
