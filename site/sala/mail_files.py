"""Django's file backend, except that each connection has a file of its own and that their names tell the order.

Django's names change each second, and two connections can get the same one.
"""

from __future__ import annotations

import uuid
from pathlib import Path

from django.core.mail.backends.filebased import EmailBackend as DjangoEmailBackend
from django.utils import timezone


class EmailBackend(DjangoEmailBackend):
    file_path: str
    _fname: str | None

    def _get_filename(self) -> str:
        if self._fname is None:
            name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{uuid.uuid4().hex[:8]}.log"
            self._fname = str(Path(self.file_path) / name)
        return self._fname
