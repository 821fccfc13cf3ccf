"""What `manage.py start` says once the site answers: its addresses and, on this machine only, the demo sign-ins."""

import http.client
import time
import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from sala import demo

SECONDS_BETWEEN_LOOKS = 0.3
SECONDS_TO_ANSWER = 10


def announce(host: str, port: int, *, write: Callable[[str], None]) -> None:
    """Wait until the site answers, however long that takes, then write where it is."""
    while not answers(host, port):
        time.sleep(SECONDS_BETWEEN_LOOKS)
    try:
        write(welcome(with_sign_ins=is_loopback(host)))
    finally:
        connection.close()


def is_loopback(host: str) -> bool:
    return host == "localhost" or host.startswith("127.")


def answers(host: str, port: int) -> bool:
    """Whether a web process is up: any answer that is no server error."""
    link = http.client.HTTPConnection(
        "127.0.0.1" if host == "0.0.0.0" else host,  # noqa: S104 (compared, not bound)
        port,
        timeout=SECONDS_TO_ANSWER,
    )
    try:
        link.request("GET", "/healthz", headers={"Host": urlsplit(settings.BASE_URL).netloc})
        return link.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def welcome(*, with_sign_ins: bool) -> str:
    base = settings.BASE_URL
    lines = [
        "",
        "  ศาลาพร้อมใช้งานแล้ว · Sala is ready",
        "",
        f"    {padded('หน้าแรก · Thai site', 26)}{base}/",
        f"    {padded('ภาษาอังกฤษ · English site', 26)}{base}/en/",
        f"    {padded('หลังบ้าน · Admin', 26)}{base}/admin/",
        "",
    ]
    if with_sign_ins and settings.IS_DEMO and (accounts := demo.sign_ins()):
        lines += [
            "    บัญชีสำหรับทดลอง แสดงบนเครื่องนี้เท่านั้น · Demo sign-ins, shown on this machine only",
            *("      " + "".join(padded(word, 26) for word in account).rstrip() for account in accounts),
            "",
        ]
    return "\n".join([*lines, "  กด Ctrl-C เพื่อหยุด · Press Ctrl-C to stop", ""])


def padded(text: str, columns: int) -> str:
    """Thai vowels and tone marks above and below take no column of a terminal."""
    return text + " " * (columns - sum(unicodedata.category(character) != "Mn" for character in text))
