"""Applies over plain HTTP, as a browser without JavaScript would: reads each step's form and fills in what is asked."""

from io import BytesIO
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag
from PIL import Image

SECONDS_TO_ANSWER = 30
BY_NAME = {
    "applicant_name": "สมชาย ใจดี",
    "applicant_number": "1234567890121",
    "applicant_phone": "0812345678",
    "answer_by": "electronic",
    "postal_address": "",
}
ADDRESS = {"line": "12/3", "subdistrict": "สุเทพ", "district": "เมืองเชียงใหม่", "province": "เชียงใหม่", "postcode": ""}


def picture(text: str = "แผนที่.png") -> tuple[str, bytes, str]:
    content = BytesIO()
    Image.new("RGB", (40, 40), "white").save(content, "PNG")
    return text, content.getvalue(), "image/png"


class Applicant:
    """One person with one browser. `email` is given with each application."""

    def __init__(self, base_url: str, *, email: str = "") -> None:
        self.base_url = base_url
        self.email = email
        self.session = requests.Session()

    def get(self, path: str) -> BeautifulSoup:
        response = self.session.get(urljoin(self.base_url, path), timeout=SECONDS_TO_ANSWER)
        response.raise_for_status()
        self.url = response.url
        return BeautifulSoup(response.text, "html.parser")

    def fill_in(self, service: str) -> str:
        """Begin and answer each step. The address of the check page, from which the application can be sent."""
        page = self.get(f"/services/{service}/apply/")
        token = page.select_one("main form [name=csrfmiddlewaretoken]")["value"]
        begun = self.session.post(self.url, {"csrfmiddlewaretoken": token}, timeout=SECONDS_TO_ANSWER)
        address = begun.url
        while not address.endswith("/check/"):
            answered = self.answer(address)
            assert answered.url != address, errors_in(answered.text)
            address = answered.url
        return address

    def answer(self, address: str) -> requests.Response:
        form = self.get(address).select_one("main form")
        values, files = self.values_for(form)
        response = self.session.post(address, data=values, files=files, timeout=SECONDS_TO_ANSWER)
        assert response.status_code == 200, errors_in(response.text)
        return response

    def send(self, address: str) -> requests.Response:
        token = self.get(address).select_one("main form [name=csrfmiddlewaretoken]")["value"]
        return self.session.post(address, {"csrfmiddlewaretoken": token}, timeout=SECONDS_TO_ANSWER)

    def values_for(self, form: Tag) -> tuple[dict[str, str], dict[str, tuple[str, bytes, str]]]:
        values: dict[str, str] = {}
        files: dict[str, tuple[str, bytes, str]] = {}
        for control in form.select("[name]"):
            name, kind = control["name"], control.get("type", control.name)
            if kind == "file":
                files[name] = picture()
            elif not name.endswith("-remove"):
                values.setdefault(name, self.value_for(name, kind, control))
        return values, files

    def value_for(self, name: str, kind: str, control: Tag) -> str:
        if name == "applicant_email":
            return self.email
        if name in BY_NAME:
            return BY_NAME[name]
        if (part := name.rpartition("_")[2]) in ADDRESS:
            return ADDRESS[part]
        if kind in ("hidden", "radio", "checkbox"):
            return control.get("value", "on")
        if kind == "select":
            return next(option["value"] for option in control.select("option") if option.get("value"))
        by_mode = {"decimal": "50", "numeric": "1234567890121", "tel": "0812345678"}
        is_date = control.get("maxlength") == "60"
        return "12 มีนาคม 2560" if is_date else by_mode.get(control.get("inputmode"), f"คำตอบของ {name}")


def errors_in(html: str) -> str:
    summary = BeautifulSoup(html, "html.parser").select_one(".error-summary")
    return summary.get_text(" ", strip=True) if summary else html[:500]
