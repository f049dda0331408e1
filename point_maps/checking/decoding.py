"""From a file's bytes to its text, or why they are no text that can be read soon."""

from pathlib import Path

from point_maps.checking.composed import MOST_MARKS, composed, heap_of_marks
from point_maps.checking.on_disk import LARGEST
from point_maps.checking.problems import Problem

BEGINNINGS = {
    b"\xff\xfe": ", as in UTF-16",
    b"\xfe\xff": ", as in UTF-16",
    b"\x00\x05\x16\x07": ", as in the side files a Mac writes; the map is beside it, without the '._'",
    b"PK\x03\x04": ", as in a document of Word or in a zip file",
    b"\xd0\xcf\x11\xe0": ", as in an old document of Word",
    b"\x1f\x8b": ", as in a gz file",
}
"""What other files begin with, and how to call them."""
RICH = b"{\\rtf"
"""What rich text begins with, as TextEdit and WordPad save it unless told otherwise."""


def text_of(path: Path, data: bytes) -> str | Problem:
    """The text of a file with its accents composed, or what is wrong with its bytes."""
    if len(data) > LARGEST:
        return _told(path, f"must be at most {LARGEST:,} bytes; got {len(data):,}. Split it")
    if data.startswith(RICH):
        return _told(path, "must be plain text; got rich text. Save it as plain text (in TextEdit: Format)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {data[error.start]:#04x} at {error.start}"
        return _told(path, f"must be text in UTF-8; got {found}{_likeness(data)}. Save it as UTF-8")
    place = heap_of_marks(text)
    if place is not None:
        line = text.count("\n", 0, place) + 1
        told = f"must be letters with at most {MOST_MARKS} accents each; got more. Take them out"
        return Problem(str(path), line, "", told)
    return composed(text)


def _likeness(data: bytes) -> str:
    return next((name for start, name in BEGINNINGS.items() if data.startswith(start)), "")


def _told(path: Path, text: str) -> Problem:
    return Problem(str(path), None, "", text)
