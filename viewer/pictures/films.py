"""Moving pictures as files: GIF and WebP, which go on for ever, and MP4 where imageio-ffmpeg is installed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from PIL import Image

from viewer.pictures import palette
from viewer.pictures.drawing import Picture

COLOURS = 256
"""So many colours a GIF has, the same in all of its frames: otherwise what stands still would flicker.

Those that mean something are among them, however little of the picture they are."""
SAMPLE = 200_000
"""So many pixels of all frames the colours are chosen by."""
QUALITY = 80
ENCODER = "imageio_ffmpeg"


class Film(NamedTuple):
    """Pictures one after the other.

    Attributes
    ----------
    pictures
        All of one size.
    each
        How long each stays, seconds.
    held
        How much longer the first and the last stay, seconds.
    """

    pictures: Sequence[Picture]
    each: float
    held: float = 0.0

    @property
    def times(self) -> list[float]:
        """How long each picture stays, seconds."""
        ends = (0, len(self.pictures) - 1)
        return [self.each + self.held * (i in ends) for i in range(len(self.pictures))]


def problems(target: Path, *, transparent: bool) -> list[str]:
    """Why no film can be written under this name: its ending, what that cannot do, what is not installed."""
    if target.suffix not in KINDS:
        return [f"{target}: must end in {' or '.join(KINDS)} to move; got {target.suffix!r}"]
    found = []
    if transparent and target.suffix != ".webp":
        found.append(f"--transparent: must be a .webp where it moves; got {target.suffix!r}")
    if target.suffix == ".mp4" and find_spec(ENCODER) is None:
        found.append(
            "must be installed with its extra `films` for .mp4; got no imageio-ffmpeg. "
            "Install it: pip install 'sciatica-atlas[films]', or choose .gif or .webp"
        )
    return found


def save(film: Film, target: Path) -> int:
    """Write a film; returns how many bytes it takes."""
    content = KINDS[target.suffix](film)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.write_bytes(content)


def _gif(film: Film) -> bytes:
    images = [Image.fromarray(picture[..., :3]) for picture in film.pictures]
    pixels = np.concatenate([picture[..., :3].reshape(-1, 3) for picture in film.pictures])
    sample = pixels[:: max(1, len(pixels) // SAMPLE)][None]
    marks = [*palette.colours().values()]
    common = Image.fromarray(sample).quantize(COLOURS - len(marks)).getpalette() or []
    few = Image.new("P", (1, 1))
    few.putpalette([*common[: 3 * (COLOURS - len(marks))], *(value for mark in marks for value in mark)])
    flat = [image.quantize(palette=few, dither=Image.Dither.NONE) for image in images]
    return _looped(flat, film, "gif", optimize=False)


def _webp(film: Film) -> bytes:
    images = [Image.fromarray(picture) for picture in film.pictures]
    return _looped(images, film, "webp", quality=QUALITY, method=4)


def _looped(images: Sequence[Image.Image], film: Film, kind: str, **how: Any) -> bytes:
    content = BytesIO()
    times = [round(1000 * time) for time in film.times]
    first, *more = images
    first.save(content, kind, save_all=True, append_images=more, duration=times, loop=0, **how)
    return content.getvalue()


def _mp4(film: Film) -> bytes:
    import imageio_ffmpeg

    height, width = film.pictures[0].shape[:2]
    even = ((0, height % 2), (0, width % 2), (0, 0))  # as the codec wants it
    rate = 1 / film.each
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        size = (width + width % 2, height + height % 2)
        writer = imageio_ffmpeg.write_frames(
            str(path), size, fps=rate, codec="libx264", quality=8, macro_block_size=2
        )
        writer.send(None)
        for picture in _repeated(film):
            writer.send(np.ascontiguousarray(np.pad(picture[..., :3], even, "edge")))
        writer.close()
        return path.read_bytes()


def _repeated(film: Film) -> Iterator[Picture]:
    for picture, time in zip(film.pictures, film.times, strict=True):
        for _ in range(round(time / film.each)):
            yield picture


KINDS: Mapping[str, Callable[[Film], bytes]] = {".gif": _gif, ".webp": _webp, ".mp4": _mp4}
