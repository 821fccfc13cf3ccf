"""Our own Thai: complete, compiled, and with the same placeholders as the English it stands for."""

import re
from pathlib import Path

import polib

FOLDER = Path(__file__).resolve().parents[2] / "site/sala/locale/th/LC_MESSAGES"


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
