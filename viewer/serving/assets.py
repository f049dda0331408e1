"""The page's own files and those of trame, held in memory, compressed, under one name of their content."""

import gzip
import hashlib
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
}
STYLES = ("atlas.css", "cards.css")
"""Sent as one file, in this order."""
FIRST_SCRIPTS = ("vue.js", "trame.js", "trame-vtk.js")
"""What trame brings; the page's own entry module is `atlas.js`."""


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


@cache
def load() -> Assets:
    """Read the files of the page and of the installed trame."""
    files = {path.name: path.read_bytes() for path in WEB.iterdir() if path.suffix in TYPES}
    files["atlas.css"] = b"\n".join(files.pop(name) for name in STYLES)
    client = Path(trame_client.module.vue3.www)
    files["vue.js"] = (client / "vue.global.js").read_bytes()
    files["trame.js"] = next((client / "assets").glob("index-*.js")).read_bytes()
    files["trame-vtk.js"] = (Path(trame_vtk.modules.common.serve_path) / "trame-vtk.js").read_bytes()
    return Assets(files)
