"""The page's own files and those of trame, held in memory, compressed, under one name of their content."""

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

import trame_client.module.vue3
import trame_vtk.modules.common

WEB = Path(__file__).parents[1] / "web"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".wasm": "application/wasm",
    ".txt": "text/plain; charset=utf-8",
}
STYLES = (
    "parts.css",
    "atlas.css",
    "sheet.css",
    "reading.css",
    "margins.css",
    "compass.css",
    "cause.css",
    "walk.css",
    "pain.css",
    "method.css",
    "finding.css",
    "kept.css",
    "handout.css",
    "glance.css",
    "quiz.css",
    "narrow.css",
    "present.css",
)
"""Sent as one file, in this order."""
FOREIGN = ("vue.js", "trame.js", "trame-vtk.js")
"""What trame brings; the page's own entry module is `start.js`."""
DECODER = "decoder.js"
DRACO = "vendor/draco/draco_decoder_gltf_nodejs.js"
"""Stands in front of `decoder.js`, in one file: a worker that lies in a document can load no other."""
WASM = "vendor/draco/draco_decoder_gltf.wasm"
INNER = ("base.css", "watch.js")
"""What stands in the document itself, and is no file of its own."""
LATER = ("quiz/", "handout/", "class/", "qr/", "vendor/lean-qr/")
"""Modules in these rooms come when the page asks for the first of them."""
OF_A_SERVER = ("trame.js", "class/")
"""What a page without a server has no use for."""
UNSENT = "types.js"
"""What a module of this name holds is for the type checker and for readers only."""


class Assets:
    """Every static file of the page by name.

    All share one hash in their address, so that modules can import each other
    by relative name and still be cached for ever.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self._packed: dict[str, bytes] = {}

    @cached_property
    def version(self) -> str:
        """12 hex digits of the content of all files."""
        content = hashlib.sha256()
        for name in sorted(self.files):
            content.update(name.encode() + b"\0" + self.files[name])
        return content.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file, relative to the page.

        Raises
        ------
        KeyError
            If there is no such file.
        """
        if name not in self.files:
            raise KeyError(name)
        return f"assets/{self.version}/{name}"

    def packed(self, name: str) -> bytes:
        """A file compressed with gzip, once."""
        if name not in self._packed:
            self._packed[name] = gzip.compress(self.files[name], 9, mtime=0)
        return self._packed[name]


UI = Path(__file__).parents[1] / "ui"
"""`page.html` and the parts it names are the page's Vue template; `quiz.html` is that of what comes later."""


def template(name: str = "page") -> str:
    """A Vue template in one piece, without the line breaks that only serve its readers."""

    def part(name: str) -> str:
        return (UI / f"{name}.html").read_text("utf-8")

    whole = part(name)
    while (inner := re.sub(r"<!-- include (\w+) -->", lambda found: part(found[1]), whole)) != whole:
        whole = inner
    return re.sub(r"\n\s*", " ", whole)


@cache
def load() -> Assets:
    """Read the files of the page and of the installed trame."""
    paths = sorted(path for path in WEB.rglob("*") if path.suffix in TYPES and path.name != UNSENT)
    read = {path.relative_to(WEB).as_posix(): path.read_bytes() for path in paths}
    files = {name: content for name, content in read.items() if name not in INNER}
    files["atlas.css"] = b"\n".join(files.pop(name) for name in STYLES)
    files[DECODER] = files.pop(DRACO) + b"\n" + files[DECODER]
    client = Path(trame_client.module.vue3.www)
    files["vue.js"] = (client / "vue.global.js").read_bytes()
    files["trame.js"] = next((client / "assets").glob("index-*.js")).read_bytes()
    files["trame-vtk.js"] = (Path(trame_vtk.modules.common.serve_path) / "trame-vtk.js").read_bytes()
    for made, name in (("template.js", "page"), ("quiz/template.js", "quiz")):
        files[made] = f"export default {json.dumps(template(name))};\n".encode()
    return Assets(files)


@cache
def inner(name: str) -> str:
    """One of the files that stand in the document itself."""
    return (WEB / name).read_text("utf-8")


def modules(files: Assets) -> list[str]:
    """The page's own modules, by name."""
    return sorted(name for name in files.files if name.endswith(".js") and name not in (*FOREIGN, DECODER))


def first(files: Assets) -> list[str]:
    """Those that a page needs from the start."""
    return [name for name in modules(files) if not name.startswith(LATER)]
