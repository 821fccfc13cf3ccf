from io import BytesIO

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from sala.demo import mailbox as box
from sala.demo.visitors import for_demo_visitors

MAILS_A_PAGE = 20


@never_cache
@for_demo_visitors
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails that would go out, newest first."""
    page = Paginator(box.places(), MAILS_A_PAGE).get_page(request.GET.get("page"))
    mails = [box.mail_at(place) for place in page]
    return render(
        request, "sala/demo_mailbox.html", {"mails": mails, "page_of_mails": page, "is_filled": box.is_filled()}
    )


@never_cache
@for_demo_visitors
def attachment(request: HttpRequest, name: str, number: int, position: int) -> FileResponse:
    found = box.attachment_at(name, number, position)
    if found is None:
        raise Http404
    return FileResponse(
        BytesIO(found.content), as_attachment=True, filename=found.name, content_type=found.content_type
    )
