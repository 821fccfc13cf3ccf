"""Fills in forms as a citizen does, page by page."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from forms.models import Draft, FormPage

APPLICANT = {
    "applicant_name": "สมชาย ใจดี",
    "applicant_number": "1-2345-67890-12-1",
    "applicant_phone": "08 1234 5678",
    "applicant_email": "somchai@example.com",
    "answer_by": "electronic",
}


def photo(name: str = "แผนที่ร้าน.png") -> SimpleUploadedFile:
    picture = BytesIO()
    Image.new("RGB", (4, 4), "white").save(picture, "PNG")
    return SimpleUploadedFile(name, picture.getvalue(), content_type="image/png")


def begin(client: Client, page: FormPage) -> Draft:
    answer = client.post(page.url)
    assert answer.status_code == 302
    return Draft.objects.latest("pk")


def step_url(draft: Draft, step: str) -> str:
    return f"{draft.get_absolute_url()}{step}/"


def answer(client: Client, draft: Draft, step: str, values: dict[str, Any], query: str = "") -> HttpResponse:
    return client.post(step_url(draft, step) + query, {"wizard-current_step": step, **values})


def fill_in(client: Client, page: FormPage, values: dict[str, Any] | None = None, **applicant: str) -> Draft:
    """A draft that can be sent: the step about the applicant and the first step."""
    draft = begin(client, page)
    answer(client, draft, "applicant", {**APPLICANT, **applicant})
    answer(client, draft, "step-1", values if values is not None else {"text": "ร้านข้าวแกง", "files": photo()})
    return draft


def send(client: Client, draft: Draft) -> HttpResponse:
    return client.post(step_url(draft, "check"))
