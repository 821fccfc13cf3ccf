from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.addresses import Address, PermitAddress
from search.permit_list import find_permits_page
from search.results import find_results


def results(request: HttpRequest) -> HttpResponse:
    """One box over everything the site has; without a question, a list to browse."""
    return render(request, "search/results.html", {"found": find_results(Address.read(request.GET), request)})


def permits(request: HttpRequest) -> HttpResponse:
    """The public list of permits."""
    return render(request, "search/permits.html", {"found": find_permits_page(PermitAddress.read(request.GET))})
