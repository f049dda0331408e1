"""Pictures as files: PNG as they are, WebP as small as is asked for."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from models.records import DataError
from viewer.pictures.drawing import Picture

WHERE = "picture"
KINDS = (".png", ".webp")
QUALITIES = range(84, 20, -6)
"""Of WebP, the best first."""


def save(picture: Picture, target: Path) -> int:
    """Write a picture; returns how many bytes it takes."""
    content = webp(picture) if target.suffix == ".webp" else _encoded(picture, "png")
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.write_bytes(content)


def checked(target: Path) -> None:
    """Make sure that a picture can be written under this name.

    Raises
    ------
    DataError
        If its ending names no kind of picture.
    """
    if target.suffix not in KINDS:
        raise DataError(WHERE, [f"{target}: must end in {' or '.join(KINDS)}; got {target.suffix!r}"])


def webp(picture: Picture, most: int | None = None) -> bytes:
    """A picture as WebP, in the best quality in which it takes at most so many bytes.

    Raises
    ------
    DataError
        If it takes more even in the worst.
    """
    for quality in QUALITIES:
        content = _encoded(picture, "webp", quality=quality, alpha_quality=quality, method=6)
        if most is None or len(content) <= most:
            return content
    raise DataError(WHERE, [f"must take at most {most} bytes; got {len(content)}. Draw it smaller"])


def _encoded(picture: Picture, kind: str, **how: int) -> bytes:
    content = BytesIO()
    Image.fromarray(picture).save(content, kind, **how)
    return content.getvalue()
