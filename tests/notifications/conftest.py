from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from notifications import registry
from notifications.models import Message
from notifications.registry import Notice
from notifications.services import send_notice


@pytest.fixture
def greeting(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Notice:
    """A declared notice. Its default texts lie in the folder templates beside this file."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    notice = Notice(
        key="example.greeting",
        name="Greeting",
        fields={"name": "name", "reference": "reference", "reason": "reason"},
        sample={"name": "สมใจ", "reference": "K7PM-3QX2", "reason": "ทดสอบ"},
    )
    monkeypatch.setitem(registry._notices, notice.key, notice)
    return notice


@pytest.fixture
def greet(greeting: Notice) -> Callable[..., Message]:
    """Sends the notice; anything may be said otherwise."""

    def send(**values: Any) -> Message:
        context = {"name": "สมใจ", "reference": "K7PM-3QX2", "reason": "", **values.pop("context", {})}
        return send_notice(
            greeting.key,
            **{"about": "submission:K7PM3QX2", "email": "somjai@example.com", "context": context, **values},
        )

    return send
