"""Processes killed at bad moments: nothing that was received is lost, nothing is done twice."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import requests

from tests.journeys.applying import Applicant
from tests.journeys.live_site import LiveSite
from tests.notifications.mail_servers import MailServer

SERVICE = "food-premises-small"
KILLS = 8
SECONDS_OF_A_SENDING = 0.25


def wait_for(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.1)


def kill_all(site: LiveSite, command: str) -> None:
    for pid in site.processes(command):
        os.kill(pid, signal.SIGKILL)


def test_worker_killed_before_the_acknowledgement_sends_it_once_when_it_is_back(prepared_site: LiveSite) -> None:
    server = MailServer()
    with server.running(), prepared_site.copy(SALA_EMAIL_URL=f"smtp://127.0.0.1:{server.port}") as site:
        site.start()
        applicant = Applicant(site.url, email="somchai@example.com")
        address = applicant.fill_in(SERVICE)
        wait_for(lambda: bool(site.processes("run_worker")))
        for pid in site.processes("run_worker"):
            os.kill(pid, signal.SIGSTOP)  # it takes nothing up any more
        received = applicant.send(address)
        assert received.url.endswith("/received/")
        kill_all(site, "run_worker")
        wait_for(lambda: bool(server.postman.mails))
        time.sleep(5)  # a second one would come from the restarted worker or from the clock
        assert [mail["To"] for mail in server.postman.mails] == ["somchai@example.com"]


def test_web_killed_while_it_receives_leaves_all_or_a_draft_that_can_be_sent(live_site: LiveSite) -> None:
    """The kill comes at a moment drawn at random, again and again."""
    outcomes = []
    for _ in range(KILLS):
        applicant = Applicant(live_site.url)
        address = applicant.fill_in(SERVICE)
        sending = threading.Thread(target=send_and_ignore, args=(applicant, address))
        sending.start()
        time.sleep(random.uniform(0, SECONDS_OF_A_SENDING))
        kill_all(live_site, "serve")
        sending.join(60)
        wait_for(live_site.answers)
        outcomes.append(state_of(applicant, address))
        last = applicant.send(address) if outcomes[-1] == "draft" else applicant.session.get(address, timeout=30)
        assert last.url.endswith("/received/")
        assert "1 ไฟล์" in last.text or " ไฟล์" in last.text
        receipt = applicant.session.get(last.url.replace("/received/", "/receipt.pdf"), timeout=30)
        assert receipt.content.startswith(b"%PDF")
    assert set(outcomes) <= {"draft", "received"}


def send_and_ignore(applicant: Applicant, address: str) -> None:
    with suppress(requests.RequestException):  # the process that was to answer is dead
        applicant.send(address)


def state_of(applicant: Applicant, address: str) -> str:
    page = applicant.get(address)
    if applicant.url.endswith("/received/"):
        return "received"
    assert page.select_one("main form"), page.get_text()[:500]
    return "draft"
