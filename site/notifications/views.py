from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from notifications.permissions import get_message_for, get_messages_for
from notifications.services import send_again

MESSAGES_A_PAGE = 50


def outbox(request: HttpRequest) -> HttpResponse:
    """What could not be sent, and what has been tried and waits."""
    outbox = get_messages_for(request.user)
    page = Paginator(outbox.failed(), MESSAGES_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "notifications/admin/outbox.html", {"failed": page, "waiting": outbox.put_off()})


@require_POST
def send_message_again(request: HttpRequest, pk: int) -> HttpResponse:
    message = send_again(get_message_for(request.user, pk))
    messages.success(request, _("The message to %(address)s is sent again.") % {"address": message.to})
    return redirect("notifications:outbox")
