"""A real mail server on this machine, which answers as a test wants."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import free_port


class Postman:
    """Keeps what it is given. `answers` are said first, one for each recipient that comes; then all are accepted."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answers: list[str] = []
        self.answers_to_text: list[str] = []
        self.reached = threading.Event()
        self._held = ""
        self._may_go_on = threading.Event()

    @property
    def mails(self) -> list[EmailMessage]:
        return [
            message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[arg-type,misc]
            for envelope in self.envelopes
        ]

    def hold(self, where: str) -> None:
        """Say nothing from there on ("RCPT", or "text", which is kept all the same), until told to go on."""
        self._held = where

    def go_on(self) -> None:
        self._held = ""
        self._may_go_on.set()

    async def _pause(self, server: SMTP, where: str) -> None:
        if self._held == where:
            self.reached.set()
            await server.loop.run_in_executor(None, self._may_go_on.wait, 30)

    async def handle_RCPT(  # noqa: N802 (a name of aiosmtpd)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._pause(server, "RCPT")
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answers_to_text:
            return self.answers_to_text.pop(0)
        self.envelopes.append(envelope)
        await self._pause(server, "text")
        return "250 OK"


class MailServer:
    """Can be stopped and started again on its port."""

    def __init__(self, **options: Any) -> None:
        self.postman = Postman()
        self.port = free_port()
        self._options = options
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self.postman, hostname="127.0.0.1", port=self.port, **self._options)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
        self._controller = None

    @contextmanager
    def running(self) -> Iterator[MailServer]:
        self.start()
        try:
            yield self
        finally:
            self.stop()
