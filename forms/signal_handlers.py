from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from forms.models import FormPage
from forms.versions import keep_version


def connect() -> None:
    page_published.connect(keep_published_form, sender=FormPage, dispatch_uid="forms_version_kept")


def keep_published_form(instance: FormPage, **kwargs: Any) -> None:
    """Wagtail sends the signal for pages that are only scheduled, too."""
    if instance.live:
        keep_version(instance)
