"""Reads the demo's files. Where a text is a pair, "th" is what is stored and "en" goes into the translation memory."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


def read_json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"), parse_float=Decimal)


@cache
def services() -> list[dict[str, Any]]:
    lines = (FOLDER / "services.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


@cache
def editorial() -> dict[str, dict[str, Any]]:
    """What an editor adds to each service: everyday names, criteria, topics, kinds of step; by slug."""
    return {**read_json("other_services.json"), **read_json("own_services.json")}


@cache
def own_slugs() -> frozenset[str]:
    return frozenset(read_json("own_services.json"))


@cache
def slugs_with_form() -> frozenset[str]:
    return frozenset(form["service"] for form in read_json("forms.json"))


@dataclass
class Memory:
    """Thai sentence → English sentence, filled from the files while the Thai rows are made."""

    english: dict[str, str] = field(default_factory=lambda: dict(read_json("english.json")))

    def keep(self, pair: dict[str, str]) -> str:
        """Remember a {"th", "en"} pair and give its Thai."""
        self.english[pair["th"]] = pair["en"]
        return pair["th"]

    def translate(self, thai: str) -> str | None:
        """English for a text, or for each line of it; None where one is missing."""
        if thai in self.english:
            return self.english[thai]
        if not any("\u0e00" <= character <= "\u0e7f" for character in thai):
            return thai
        lines = [self.english.get(line) for line in thai.splitlines()]
        return "\n".join(line for line in lines if line) if len(lines) > 1 and all(lines) else None
