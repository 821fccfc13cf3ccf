"""A form in one language, read from a version: what the wizard asks, and what a submission's answers are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from forms.blocks import StepsBlock
from forms.questions import TYPES, Choice, Question

_BLOCK = StepsBlock()
_BLOCK.set_name("steps")


@dataclass(frozen=True)
class Step:
    """`key` stands in the address of the step."""

    key: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""


@dataclass(frozen=True)
class FormDefinition:
    steps: tuple[Step, ...]

    def questions(self) -> Iterator[Question]:
        for step in self.steps:
            yield from step.questions

    def step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)


def read_steps(raw: list[dict[str, Any]], translated: list[dict[str, Any]] | None = None) -> tuple[Step, ...]:
    """Steps of a StreamField's raw value. Structure is the source's; words are the translation's, found by block id."""
    words = _words(_BLOCK.to_python(translated)) if translated else {}
    return tuple(
        Step(
            key=f"step-{number}",
            title=words.get(child.id, child.value)["title"],
            intro=words.get(child.id, child.value)["intro"],
            questions=tuple(_question(question, words) for question in child.value["questions"]),
        )
        for number, child in enumerate(_BLOCK.to_python(raw), start=1)
    )


def _words(stream: StreamValue) -> dict[str, Any]:
    """Values by the id of their block: steps, questions and choices."""
    found: dict[str, Any] = {}
    for child in stream:
        found[child.id] = child.value
        for question in child.value["questions"]:
            found[question.id] = question.value
            found.update(_choices(question.value))
    return found


def _choices(value: Any) -> dict[str, str]:
    return {bound.id: bound.value for bound in value["choices"].bound_blocks} if "choices" in value else {}


def _question(child: Any, words: dict[str, Any]) -> Question:
    value, said = child.value, words.get(child.id, child.value)
    kind = TYPES[child.block_type]
    return Question(
        id=child.id,
        type=child.block_type,
        label=said["label"],
        help_text=said["help_text"],
        is_required=bool(value.get("is_required", True)),
        purpose=value.get("purpose") or "",
        choices=tuple(Choice(key, words.get(key, label)) for key, label in _choices(value).items()),
        settings=kind.settings(value) | {name: said[name] for name in kind.translated_settings},
    )
