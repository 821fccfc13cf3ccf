from django.http import HttpRequest, HttpResponse


def find(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def follow(request: HttpRequest, reference: str) -> HttpResponse:
    return HttpResponse()
