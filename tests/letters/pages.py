"""Looking at a PDF as its readers do: as pictures and as text."""

import re

import pypdfium2
import zxingcpp
from PIL.Image import Image


def texts(pdf: bytes) -> list[str]:
    """The text layer of each page, in one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"\s+", " ", text) for text in pages]


def lines(pdf: bytes) -> list[str]:
    """The lines of the first page, each `without_spaces`."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()
    return [without_spaces(line) for line in text.splitlines()]


def pictures(pdf: bytes, *, scale: float = 2) -> list[Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=scale).to_pil() for page in document]


def qr_texts(pdf: bytes) -> list[str]:
    return [code.text for picture in pictures(pdf) for code in zxingcpp.read_barcodes(picture)]


def without_spaces(text: str) -> str:
    """Readers of text layers drop a space here and there, and add one at the end of a line."""
    return re.sub(r"\s+", "", text)


def ink_outside(picture: Image, *, sides_mm: float, ends_mm: float = 8) -> bool:
    """Whether anything is printed nearer to the edges of an A4 page than this."""
    millimetre = picture.width / 210
    sides, ends = round(sides_mm * millimetre), round(ends_mm * millimetre)
    grey = picture.convert("L")
    grey.paste(255, (sides, ends, picture.width - sides, picture.height - ends))
    return bool(grey.getextrema()[0] < 250)
