"""The whole page in one HTML file, which opens from a disk with no network."""

import base64
import gzip
import json
import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode

import numpy as np

from models.records import DataError
from point_maps.maps import PointMap
from viewer.atlas import Atlas
from viewer.edition.library import Library, make
from viewer.export import written
from viewer.page import assets, document

OPENING = Path(__file__).parent / "templates" / "opening.js"
UNPACKED, SCRIPTS = "source/unpacked.js", "scripts"
BITS = 7
UNKEPT = {letter: letter + 128 for letter in (0x00, 0x0D, ord("<"))}
"""What a page does not keep as it stands within it: it is written as a letter 128 higher."""
IMPORT = re.compile(r'((?:from|import)\s*\(?)"(\.{1,2}/[^"]+)"')


def one_file(
    target: Path, body: str, point_map: PointMap, select: str = "", story: str = "", *, force: bool = False
) -> int:
    """Write a page of one body.

    Parameters
    ----------
    target
        The file.
    body
        The body.
    point_map
        What lies on it.
    select, story
        What it opens with: an entry of the body, as `KI3.left`, or a story.
    force
        Whether to replace a file that is there.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    DataError
        If the body or a place on it cannot be used, it does not have what it should open with, or something
        lies at the target.
    """
    written.free(target, force=force)
    atlas = make(body, point_map)
    query = _query(atlas, select, story)
    edition = Library(atlas, only=[body]).made(body)
    files = assets.load()
    packed = {
        address: edition.packed(address)
        for address in written.told(edition.addresses, len(edition.addresses))
    }
    poster = _address("image/webp", files.files[document.poster_of(edition)])
    packed |= {files.url(name): files.packed(name) for name in ("trame-vtk.js", assets.DECODER, assets.WASM)}
    head = [
        f'<link rel="icon" href="{_address("image/svg+xml", files.files["icon.svg"])}" type="image/svg+xml">',
        f"<style>{files.files['atlas.css'].decode()}</style>",
        document.described(edition, "held", poster, query),
        _file(SCRIPTS, _scripts(files)),
        *(_file(address, content) for address, content in packed.items()),
    ]
    text = document.filled(head, poster, foot=[f"<script>\n{_opening(files)}</script>"])
    written.file(target, text, force=force)
    return len(text.encode())


def _query(atlas: Atlas, select: str, story: str) -> str:
    """What a page opens with, as the query of an address."""
    opened = {
        "select": select and _known("select", select, "something of this body", atlas.entries),
        "story": story and _known("story", story, "a story", atlas.map.stories),
    }
    return urlencode({key: value for key, value in opened.items() if value})


def _known(option: str, asked: str, what: str, known: Collection[str]) -> str:
    """A name as it is written, in whatever letters it was asked for."""
    folded = {name.casefold(): name for name in known}
    if asked.casefold() in folded:
        return folded[asked.casefold()]
    sides = [name for name in folded if name.startswith(f"{asked.casefold()}.")]
    near = sides or get_close_matches(asked.casefold(), folded, cutoff=0.5)
    names = " or ".join([folded[name] for name in near] or sorted(known)[:3])
    where = "export"
    raise DataError(where, [f"--{option}: must be {what}, such as {names}; got {asked!r}"])


def _scripts(files: assets.Assets) -> bytes:
    """The scripts of the page, packed: modules by names, as within a document there are no folders."""
    names = [name for name in assets.modules(files) if not name.startswith(assets.OF_A_SERVER)]
    modules = {f"atlas/{name}": _by_name(name, files.files[name].decode()) for name in names}
    scripts = {"vue": files.files["vue.js"].decode(), "modules": modules}
    return gzip.compress(json.dumps(scripts, ensure_ascii=False).encode(), 9, mtime=0)


def _opening(files: assets.Assets) -> str:
    """The one script that runs as it stands: it starts the others, and can import none of them."""
    unpacked = re.sub(r"^export ", "", files.files[UNPACKED].decode(), flags=re.MULTILINE)
    return f"(() => {{\n{unpacked}\n{OPENING.read_text('utf-8')}}})();\n"


def _by_name(name: str, code: str) -> str:
    """A module that imports the others by their whole names."""
    folder = PurePosixPath("atlas", name).parent

    def whole(found: "re.Match[str]") -> str:
        parts: list[str] = []
        for part in (folder / found[2]).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        return f'{found[1]}"{"/".join(parts)}"'

    return IMPORT.sub(whole, code)


def _file(address: str, packed: bytes) -> str:
    """A file as text that ends no element of HTML, as `source/unpacked.js` reads it.

    Seven bits in each letter: a fifteenth smaller than four bytes in five letters of 85.
    """
    bits = np.unpackbits(np.frombuffer(packed, np.uint8))
    sevens = np.pad(bits, (0, -len(bits) % BITS)).reshape(-1, BITS)
    letters = (np.packbits(sevens, axis=1)[:, 0] >> 1).tobytes().decode("ascii").translate(UNKEPT)
    return f'<script type="text/plain" data-file="{address}">{letters}</script>'


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
