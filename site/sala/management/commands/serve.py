import logging
import os
import signal
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sala.environment import flag

MAX_REQUEST_BODY_BYTES = 64 * 1024 * 1024  # the largest document that an editor uploads


class Command(BaseCommand):
    help = "Serve the site: one process with one thread, on the listening socket it is given, or on --bind."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", metavar="HOST:PORT", help="open this socket; without it, standard input is one")

    def handle(self, *args: Any, bind: str | None = None, **options: Any) -> None:
        from waitress.server import create_server

        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits for another
        listener = open_socket(bind) if bind else inherited_socket()
        from sala.wsgi import application  # once there is something to serve it on

        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # waitress lets the request in hand finish
        create_server(application, sockets=[listener], **waitress_options()).run()


def waitress_options() -> dict[str, Any]:
    """One thread: Wagtail changes shared block definitions for the moment of a draft's validation.

    Headers and bodies are read without a thread, so slow clients cost a socket each and nothing else. Many are
    accepted (poll has no limit of 1024), and one that says nothing for a minute is dropped.
    """
    options: dict[str, Any] = {
        "threads": 1,
        "asyncore_use_poll": True,
        "connection_limit": 1000,
        "channel_timeout": 60,
        "cleanup_interval": 10,
        "max_request_body_size": MAX_REQUEST_BODY_BYTES,
        "clear_untrusted_proxy_headers": True,
        "ident": None,
    }
    if flag("SALA_BEHIND_PROXY"):
        options |= {
            "trusted_proxy": "*",  # the operator's word that nobody but the proxy reaches this port
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return options


def inherited_socket() -> socket.socket:
    try:
        return socket.socket(fileno=os.dup(0))
    except OSError as error:
        raise CommandError("Standard input is no socket. Name an address: --bind 127.0.0.1:8000") from error


def open_socket(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    try:
        return socket.create_server((host, int(port)), backlog=1024)
    except (OSError, ValueError, OverflowError) as error:
        raise CommandError(f"{address} cannot be opened: {error}") from error
