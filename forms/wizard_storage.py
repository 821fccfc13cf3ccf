"""Keeps what django-formtools' wizard knows in the draft, so that an application goes on after any break."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from formtools.wizard.storage.base import BaseStorage

from forms.models import Draft


class DraftStorage(BaseStorage):
    """Reads the draft that the view put on the request. Files are rows of their own and never pass through here."""

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.draft = request.draft  # type: ignore[attr-defined]
        if self.draft.data:
            self.data = self.draft.data
        else:
            self.init_data()

    def update_response(self, response: HttpResponse) -> None:
        """Called once at the end of each request. A draft that was sent or cleared away meanwhile stays as it is."""
        self.draft.data = self.data
        still_open = Draft.objects.filter(pk=self.draft.pk, submission=None)
        still_open.update(data=self.data, language=self.draft.language, saved_at=timezone.now())
