"""From contents to PDF/A-2b, by typst. Contents reach the templates as data and are never pasted into their source."""

from __future__ import annotations

import base64
import io
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils import translation
from PIL import Image

from letters import flow, labels, text_layer
from letters.contents import DecisionLetter, LicenceLetter, ReceiptLetter

Letter = ReceiptLetter | DecisionLetter | LicenceLetter

TEMPLATES = Path(settings.ROOT) / "templates" / "letters"
PAVILION = Path(settings.ROOT) / "site" / "sala" / "static" / "sala" / "pavilion.svg"
NAMES = {"applicant", "addressee", "holder"}
EXACT = {"language", "tracking_url", "verification_url", "sha256"}
"""Printed as they are, or not at all."""

_compiling = threading.Lock()


def typeset(template: str, letter: Letter, *, title: str, words: Callable[[], dict[str, str]], url: str = "") -> bytes:
    """title: what a reader's window shows. words: the letter's labels. url: what its QR code says."""
    with translation.override(letter.language):
        fixed = {key: flow.sentence(text) for key, text in (labels.of_all() | words()).items()}
    contents = asdict(letter)
    crest = contents["sender"].pop("crest")
    pdf = _compile(
        template,
        {
            "letter": _ready(contents),
            "labels": fixed,
            "title": flow.printable(title),
            "agency": flow.printable(letter.sender.name),
            "crest": _svg(crest or PAVILION.read_bytes()),
            "qr": _qr(url) if url else "",
            "url": flow.sentence(url),
        },
    )
    return text_layer.mend(pdf)


def _compile(template: str, values: Mapping[str, Any]) -> bytes:
    """One compiler for the process: it keeps fonts and unchanged parts. It is not made for two callers at once."""
    with _compiling:
        pdf = _compiler().compile(
            str(TEMPLATES / f"{template}.typ"),
            format="pdf",
            pdf_standards=["a-2b"],
            sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
            timestamp=int(time.time()),
        )
    assert isinstance(pdf, bytes)  # one file was asked for
    return pdf


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(flow.FONTS)], ignore_system_fonts=True)


def _ready(value: Any, key: str = "") -> Any:
    """The same with every text made ready for the page."""
    if isinstance(value, dict):
        return {inner: _ready(each, inner) for inner, each in value.items()}
    if isinstance(value, list | tuple):
        return [_ready(each, key) for each in value]
    if not isinstance(value, str) or key in EXACT:
        return value
    return flow.name(value) if key in NAMES else flow.sentence(value)


def _qr(url: str) -> str:
    drawing = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawing, kind="svg", border=4, xmldecl=False)
    return drawing.getvalue().decode()


def _svg(picture: bytes) -> str:
    """typst takes pictures from data as SVG text; any other kind is wrapped in one."""
    if b"<svg" in picture[:1000]:
        return picture.decode()
    with Image.open(io.BytesIO(picture)) as image:
        width, height = image.size
        kind = Image.MIME[image.format or "PNG"]
    address = f"data:{kind};base64,{base64.b64encode(picture).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image href="{address}" width="{width}" height="{height}"/></svg>'
    )
