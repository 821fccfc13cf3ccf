"""The forms of five services, from forms.json."""

from typing import Any

from catalogue.models import ServiceIndexPage, ServicePage
from forms.models import FormPage
from sala.demo.content import Memory, read_json
from sala.demo.municipality import Shared
from sala.demo.translation import translate_to_english

SLUG = "apply"


def load_forms(index: ServiceIndexPage, shared: Shared) -> None:
    """Make the forms that are missing, publish them, and publish their English words after them."""
    services = {page.slug: page for page in ServicePage.objects.child_of(index)}
    for entry in read_json("forms.json"):
        steps = [_step(step, shared.memory) for step in entry["steps"]]
        intro = shared.memory.keep(entry["intro"])
        title = shared.memory.keep(entry["title"])
        service = services[entry["service"]]
        page = FormPage.objects.child_of(service).first()
        if page is None:
            page = FormPage(title=title, slug=SLUG, intro=intro, minutes=entry["minutes"], locale=shared.thai)
            page.steps = FormPage._meta.get_field("steps").to_python(steps)
            page.live = False
            service.add_child(instance=page)
            page.save_revision().publish()
        translate_to_english(page, shared.memory)


def _step(entry: dict[str, Any], memory: Memory) -> dict[str, Any]:
    """A step as a StreamField keeps it."""
    value = {
        "title": memory.keep(entry["title"]),
        "intro": memory.keep(entry["intro"]),
        "questions": [_question(question, memory) for question in entry["questions"]],
    }
    return {"type": "step", "id": entry["id"], "value": value}


def _question(entry: dict[str, Any], memory: Memory) -> dict[str, Any]:
    value: dict[str, Any] = {
        "label": memory.keep(entry["label"]),
        "help_text": memory.keep(entry["help"]) if "help" in entry else "",
    }
    if entry["type"] != "declaration":
        value |= {"is_required": entry.get("required", True), "purpose": entry.get("purpose", "")}
    if "choices" in entry:
        value["choices"] = [
            {"type": "item", "id": choice["id"], "value": memory.keep(choice["label"])} for choice in entry["choices"]
        ]
    for name, setting in entry.get("settings", {}).items():
        value[name] = memory.keep(setting) if isinstance(setting, dict) else setting
    return {"type": entry["type"], "id": entry["id"], "value": value}
