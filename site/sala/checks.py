from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

START = "sala-start"  # what `manage.py start` asks before it begins


@register(START)
def check_https_has_a_proxy(**kwargs: Any) -> list[CheckMessage]:
    """Sala itself speaks http only: without a proxy each answer would be a redirect to https, and so without end."""
    if not settings.SECURE_SSL_REDIRECT or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Error(
            "SALA_BASE_URL begins with https://, and nothing says that a proxy speaks https for Sala.",
            hint="Put a proxy in front that sets X-Forwarded-Proto, and set SALA_BEHIND_PROXY=1; "
            "or let SALA_BASE_URL begin with http://.",
            id="sala.E001",
        )
    ]
