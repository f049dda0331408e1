"""What a picture of a cause was made from: so one that no longer fits is found without drawing it."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from models.catalogue import Body
from viewer.atlas.changes import HASH_LENGTH, DrawnCause

NAME = "made-from.json"
"""Beside the pictures of a body: what each was made from, by its cause."""


def made_from(body: Body, cause: DrawnCause) -> str:
    """12 hex digits of the file of a cause, the meshes that are drawn with it, and how it is looked at."""
    look = cause.look
    cut = look.cut and {"shift": look.cut["shift"], "normal": [round(one, 3) for one in look.cut["normal"]]}
    seen = [round(one, 1) for one in (*look.focal, look.azimuth, look.elevation, look.height)]
    sums = {key: body.structures[key].sha256 for key in look.parts}
    content = hashlib.sha256(cause.file.path.read_bytes())
    content.update(json.dumps([sums, seen, cut], sort_keys=True).encode())
    return content.hexdigest()[:HASH_LENGTH]


def read(folder: Path) -> Mapping[str, str]:
    """What the pictures in a folder were made from, by cause; nothing where there are none."""
    path = folder / NAME
    if not path.is_file():
        return {}
    told: dict[str, str] = json.loads(path.read_text("utf-8"))
    return {cause: made for cause, made in told.items() if (folder / f"{cause}.webp").is_file()}


def write(folder: Path, told: Mapping[str, str]) -> None:
    """Note what the pictures in a folder were made from."""
    text = json.dumps(told, indent=1, sort_keys=True)
    (folder / NAME).write_text(f"{text}\n", "utf-8", newline="\n")
