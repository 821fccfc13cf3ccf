from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.addresses import Address
from search.results import find_results


def results(request: HttpRequest) -> HttpResponse:
    """One box over everything the site has; without a question, a list to browse."""
    return render(request, "search/results.html", {"found": find_results(Address.read(request.GET), request)})
