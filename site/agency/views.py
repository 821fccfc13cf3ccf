from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from agency.models import AgencySettings


@cache_control(public=True, max_age=86400)
def brand(request: HttpRequest) -> HttpResponse:
    """The agency's colour as a stylesheet. Its address carries the colour, so that a new one is fetched at once."""
    colour = AgencySettings.for_request(request).colour
    return HttpResponse(f":root{{--brand:{colour}}}", content_type="text/css")
