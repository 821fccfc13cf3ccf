"""What an editor of a notice's text needs beside it: its fields and its default text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from notifications import registry, texts


class NoticeFieldsPanel(Panel):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Fields and default texts"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "notifications/admin/notice_fields.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            # The notice of a text that exists; all of them while one is chosen.
            chosen = [notice for notice in registry.notices() if notice.key == self.instance.key]
            context["notices"] = [(notice, _default_texts(notice)) for notice in chosen or registry.notices()]
            return context


def _default_texts(notice: registry.Notice) -> list[tuple[str, texts.Text]]:
    found = []
    for language in texts.LANGUAGES:
        try:
            found.append((language, texts.default_text(notice, language)))
        except TemplateDoesNotExist:
            continue
    return found
