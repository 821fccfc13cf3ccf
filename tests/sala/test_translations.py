"""Our own Thai: complete, compiled, and with the same placeholders as the English it stands for."""

import ast
import re
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "site/sala/locale/th/LC_MESSAGES"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+>", text))


def test_every_sentence_has_its_thai():
    entries = polib.pofile(str(FOLDER / "django.po"))
    assert len(entries) > 100
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


def test_placeholders_are_the_same_in_thai():
    wrong = []
    for entry in polib.pofile(str(FOLDER / "django.po")):
        thai = entry.msgstr_plural[0] if entry.msgid_plural else entry.msgstr
        if placeholders(entry.msgid_plural or entry.msgid) != placeholders(thai):
            wrong.append(entry.msgid)
    assert wrong == []


def test_compiled_catalogue_is_that_of_the_source():
    source = {entry.msgid: entry.msgstr for entry in polib.pofile(str(FOLDER / "django.po")) if not entry.msgid_plural}
    compiled = {
        entry.msgid: entry.msgstr for entry in polib.mofile(str(FOLDER / "django.mo")) if not entry.msgid_plural
    }
    assert compiled == source


def sentences_of_the_code() -> set[str]:
    """What is marked for translation in our templates and Python."""
    found: set[str] = set()
    for path in [*ROOT.glob("templates/**/*.html")]:
        text = path.read_text(encoding="utf-8")
        found.update(match[1] for match in re.findall(r"""{%\s*translate\s+(["'])(.+?)\1""", text))
    for folder in ("catalogue", "forms", "search", "site"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
                    found.update(argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant))
    return {sentence for sentence in found if isinstance(sentence, str)}


def test_every_sentence_of_the_code_is_in_the_catalogue():
    entries = polib.pofile(str(FOLDER / "django.po"))
    known = {text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text}
    assert "Skip to main content" in sentences_of_the_code()
    assert sentences_of_the_code() - known == set()
