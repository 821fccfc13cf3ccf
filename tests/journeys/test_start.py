"""The site as `make run` starts it: it comes up, stays up, and goes away without a trace."""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.request import urlopen

import pytest

from tests.journeys.live_site import LiveSite
from tests.servers import ElasticsearchServer, free_port

SLOW_HEADERS = 100
SLOW_BODIES = 50


def read(site: LiveSite, path: str, *, seconds: float = 30) -> str:
    with urlopen(f"{site.url}{path}", timeout=seconds) as answer:
        return answer.read().decode()


def wait_for(condition: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.1)


@pytest.fixture
def slow_clients(live_site: LiveSite) -> Iterator[None]:
    """Clients that begin to send and then say nothing more."""
    headers = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    body = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n" + b"a" * 1000
    with ExitStack() as stack:
        for begun in [headers] * SLOW_HEADERS + [body] * SLOW_BODIES:
            client = stack.enter_context(socket.create_connection(("127.0.0.1", live_site.port), timeout=10))
            client.sendall(begun)
        yield


def test_home_page_answers(live_site: LiveSite) -> None:
    assert '<html lang="th"' in read(live_site, "/")


def test_addresses_and_sign_ins_are_told(live_site: LiveSite) -> None:
    wait_for(lambda: "Ctrl-C" in live_site.log(), seconds=30)

    told = live_site.log()
    assert [f"{live_site.url}{path}\n" in told for path in ("/", "/en/", "/admin/")] == [True] * 3
    assert [password in told for _, _, password in live_site.sign_ins] == [True] * len(live_site.sign_ins)


def test_each_kind_of_process_runs_with_one_socket_for_the_web(live_site: LiveSite) -> None:
    counts = {
        command: len(live_site.processes(command))
        for command in ("start", "serve", "run_worker", "follow_search_log", "run_clock")
    }

    assert counts == {"start": 1, "serve": 2, "run_worker": 1, "follow_search_log": 1, "run_clock": 1}


@pytest.mark.parametrize("command", ["serve", "run_worker", "follow_search_log", "run_clock"])
def test_killed_process_is_started_again(live_site: LiveSite, command: str) -> None:
    before = live_site.processes(command)
    os.kill(before[0], signal.SIGKILL)

    assert live_site.answers()
    wait_for(lambda: len(set(live_site.processes(command)) - {before[0]}) == len(before), seconds=20)


@pytest.mark.usefixtures("slow_clients")
def test_slow_clients_do_not_stop_others(live_site: LiveSite) -> None:
    for _ in range(10):
        assert read(live_site, "/healthz", seconds=5) == '{"status": "ok"}'
    assert "<html" in read(live_site, "/", seconds=5)


@pytest.mark.elasticsearch
def test_index_of_elasticsearch_is_built(live_site_elasticsearch: LiveSite, elasticsearch: ElasticsearchServer) -> None:
    with urlopen(f"{elasticsearch.url}/_cluster/health/{live_site_elasticsearch.name}*?level=indices") as answer:
        assert json.load(answer)["indices"]


def test_taken_port_is_told(live_site: LiveSite, prepared_site: LiveSite) -> None:
    with prepared_site.launch(sys.executable, "manage.py", "start", "--port", str(live_site.port)) as process:
        assert process.wait(30) == 1

    assert f"port {live_site.port} is taken by another program" in prepared_site.log()
    assert f"make run PORT={live_site.port + 1}" in prepared_site.log()
    assert "Traceback" not in prepared_site.log()


def test_data_folder_in_use_is_told(live_site: LiveSite) -> None:
    with live_site.launch(sys.executable, "manage.py", "start", "--port", str(free_port())) as process:
        assert process.wait(30) == 1

    assert "it runs already with this data folder" in live_site.log()
    assert live_site.answers()


def test_ctrl_c_ends_all_and_the_next_start_finds_its_data(prepared_site: LiveSite) -> None:
    with prepared_site.copy() as site:
        site.start()
        pages = read(site, "/sitemap.xml")
        assert site.interrupt(signal.SIGINT) == 0
        assert site.processes() == []

        begun = time.monotonic()
        site.start()

        assert time.monotonic() - begun < 15
        assert read(site, "/sitemap.xml") == pages


@pytest.mark.parametrize("victim", ["start", "supervisor.supervisord"])
def test_nothing_is_left_when_a_parent_is_killed(prepared_site: LiveSite, victim: str) -> None:
    with prepared_site.copy() as site:
        site.start()
        os.kill(site.processes(victim)[0], signal.SIGKILL)

        wait_for(lambda: site.processes() == [], seconds=30)


def test_make_run_is_ended_by_ctrl_c(prepared_site: LiveSite) -> None:
    with prepared_site.copy(SALA_VENV=sys.prefix) as site:
        site.start("make", "run", f"PORT={site.port}")

        site.interrupt(signal.SIGINT)

        assert site.processes() == []
