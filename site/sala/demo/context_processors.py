from django.http import HttpRequest
from django.urls import reverse

from sala.demo.visitors import is_demo_visitor


def demo_mailbox(request: HttpRequest) -> dict[str, str]:
    """Where the ribbon leads, for those who may go there."""
    return {"demo_mailbox_url": reverse("demo:mailbox") if is_demo_visitor(request) else ""}
