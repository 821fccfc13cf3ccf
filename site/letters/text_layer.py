r"""Mends the text that readers copy, search and hear.

Where a consonant has two marks and the upper one is raised (ตั้ง), typst writes consonant and lower mark as one piece that
says the whole group in words, and the raised mark as a second piece that says all of it again: "ตั้ตั้ง". In a page's content:

    q 1 0 0 -1 70.8 763.3 cm … BT/Span<</ActualText<FEFF 0E15 0E31 0E49>>>BDC … Tm[(\000\001)10(\000\002)]TJ EMC ET
    q 1 0 0 -1 77.5 762.9 cm … BT … Tm[19(\000\003)]TJ ET

Here the first piece is made to say the group without its last mark, and the second that mark. What is drawn stays.
"""

import io
import re
from itertools import pairwise

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

MAX_RAISE = 0.15
"""Of the font's size. A new line is further away."""

_PIECE = re.compile(rb"q 1 0 0 -1 \S+ (?P<y>\S+) cm[^\n]*\nBT(?P<text>.*?)\nET\n", re.DOTALL)
_SIZE = re.compile(rb"/\w+ (\S+) Tf")
_LAST_WORDS = re.compile(
    rb"ActualText<FEFF(?P<before>(?:[0-9A-F]{4})+)(?P<mark>0E4[8-E])>>>BDC(?:(?!BDC).)*EMC$", re.DOTALL
)
_OWN_WORDS = re.compile(rb"^/Span<</ActualText<FEFF[0-9A-F]+>>>BDC(?P<shown>.*)\nEMC$", re.DOTALL)


def mend(pdf: bytes) -> bytes:
    """The PDF with mended pages added behind what typst wrote; as it came if nothing is to be mended."""
    # typst ends without a line end, and PDF/A wants one before what is added
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n"))
    is_mended = False
    for number in range(writer.root["/Pages"]["/Count"]):
        page = writer.find_page_for_modification(number)[0].get_object()
        content = page["/Contents"]
        mended = mend_content(content.data)
        if mended != content.data:
            stream = StreamObject(stream_data=mended)
            stream.compress()
            page["/Contents"] = writer.add_object(stream)
            writer.update_container(page)
            is_mended = True
    if not is_mended:
        return pdf
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def mend_content(content: bytes) -> bytes:
    done, position = [], 0
    for lower, raised in pairwise(_PIECE.finditer(content)):
        if lower.start() < position:  # it is the raised one of the pair before
            continue
        words = _LAST_WORDS.search(lower["text"])
        if not words or not _is_raised(lower, raised):
            continue
        start = lower.start("text")
        own = _OWN_WORDS.match(raised["text"])
        shown = own["shown"] if own else raised["text"]
        done += [
            content[position : start + words.start("mark")],
            content[start + words.end("mark") : raised.start("text")],
            b"/Span<</ActualText<FEFF%b>>>BDC%b\nEMC" % (words["mark"], shown),
        ]
        position = raised.end("text")
    return b"".join([*done, content[position:]])


def _is_raised(lower: re.Match[bytes], raised: re.Match[bytes]) -> bool:
    """Whether the second piece is one glyph of the same size, a little above the first."""
    size = _SIZE.search(raised["text"])
    if not size or _SIZE.findall(lower["text"])[-1:] != [size[1]] or raised["text"].count(b" Tm") != 1:
        return False
    return 0 < abs(float(lower["y"]) - float(raised["y"])) < MAX_RAISE * float(size[1])
