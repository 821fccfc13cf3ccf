"""Small real files that made-up applicants send: a sketch map, a plan, a photograph."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (420, 300)
STREET, HOUSE, MARK, INK = "#b8c4d0", "#e7dfcf", "#b3261e", "#1f2a37"


@dataclass(frozen=True)
class Paper:
    name: str
    content_type: str
    content: bytes

    @property
    def file(self) -> ContentFile:
        return ContentFile(self.content, name=self.name)


def sketch_map(name: str, chance: Random) -> Paper:
    """Two streets, some houses, and the place marked."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    across, along = chance.randrange(90, 200), chance.randrange(120, 280)
    draw.rectangle((0, across, SIZE[0], across + 26), fill=STREET)
    draw.rectangle((along, 0, along + 26, SIZE[1]), fill=STREET)
    for _ in range(14):
        x, y = chance.randrange(10, 380), chance.randrange(10, 260)
        draw.rectangle((x, y, x + 24, y + 18), fill=HOUSE, outline=INK)
    draw.ellipse((along + 36, across - 30, along + 54, across - 12), fill=MARK)
    return _as_png(name, picture)


def plan(name: str, chance: Random) -> Paper:
    """The outline of a building on its land, as a PDF."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 400, 280), outline=INK, width=2)
    left, top = chance.randrange(50, 110), chance.randrange(50, 90)
    draw.rectangle((left, top, left + 220, top + 150), outline=INK, width=4)
    draw.line((left, top + 70, left + 220, top + 70), fill=INK, width=2)
    draw.line((left + 110, top + 70, left + 110, top + 150), fill=INK, width=2)
    stored = BytesIO()
    picture.save(stored, "PDF")
    return Paper(name, "application/pdf", stored.getvalue())


def photograph(name: str, chance: Random) -> Paper:
    """A sign on a wall, more or less."""
    wall, board = (tuple(chance.randrange(90, 255) for _ in range(3)) for _ in range(2))
    picture = Image.new("RGB", SIZE, wall)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 90, 360, 190), fill=board, outline=INK, width=3)
    draw.line((90, 140, 330, 140), fill=INK, width=8)
    return _as_png(name, picture)


def _as_png(name: str, picture: Image.Image) -> Paper:
    stored = BytesIO()
    picture.save(stored, "PNG")
    return Paper(name, "image/png", stored.getvalue())


PAPERS = {
    "location-map": ("แผนที่ร้าน.png", sketch_map),
    "plans": ("แบบแปลน.pdf", plan),
    "calculations": ("รายการคำนวณ.pdf", plan),
    "designers-certificates": ("หนังสือรับรองวิศวกร.pdf", plan),
    "sign-photo": ("ป้ายหน้าร้าน.png", photograph),
    "incident-photos": ("ภาพที่เกิดเหตุ.png", photograph),
}
"""Which files are sent, by the question they answer."""

ALSO_SENT = frozenset({"calculations", "designers-certificates", "incident-photos"})
"""Without which the form could be sent."""


def paper_for(question_id: str, chance: Random) -> Paper:
    name, make = PAPERS[question_id]
    return make(name, chance)
