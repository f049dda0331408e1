"""A folder for any web host: the page, its files, and a worker that keeps them for later."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import metadata
from pathlib import Path
from string import Template

from point_maps.maps import PointMap
from viewer.edition.edition import Edition
from viewer.edition.library import Library, make
from viewer.export import listing, written
from viewer.page import assets, document

ROOT = Path(__file__).parents[2]
NAME = "sciatica-atlas"
TEMPLATES = Path(__file__).parent / "templates"
WORKER, MANIFEST, LICENCE, SITEMAP = "worker.js", "atlas.webmanifest", "licence.html", "sitemap.xml"


def site(
    target: Path, body: str, bodies: Sequence[str], point_map: PointMap, url: str, *, force: bool
) -> int:
    """Write a site.

    Parameters
    ----------
    target
        The folder; an older export in it is replaced.
    body
        The body that is shown where an address names none.
    bodies
        All that can be gone to.
    point_map
        What lies on them.
    url
        Where the site will be: link previews and the sitemap need it. Empty where that is not known yet.
    force
        Whether to replace what lies at the target, whatever it is.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    DataError
        If a body or a place on it cannot be used, or something else lies at the target.
    """
    written.free(target, force=force)
    library = Library(make(body, point_map), only=bodies)
    with written.folder(target, force=force) as folder:
        editions = [library.made(name) for name in (body, *(name for name in bodies if name != body))]
        addresses = [address for edition in editions for address in edition.addresses]
        for _ in written.told(_write(folder, editions), len(addresses)):
            pass
        home = editions[0]
        _assets(folder)
        _texts(folder, home, url, precached(home))
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _write(folder: Path, editions: Iterable[Edition]) -> Iterator[str]:
    for edition in editions:
        for address in edition.addresses:
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.decompress(edition.packed(address)))
            yield address


def _assets(folder: Path) -> None:
    files = assets.load()
    for name, content in files.files.items():
        if not name.startswith(assets.OF_A_SERVER):
            path = folder / files.url(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def precached(home: Edition) -> list[str]:
    """What the worker fetches at the first visit: all that the page of its first body can ask for."""
    files = assets.load()
    own = [files.url(name) for name in files.files if not name.startswith(assets.OF_A_SERVER)]
    return ["./", *own, *home.addresses]


def _texts(folder: Path, home: Edition, url: str, kept: Sequence[str]) -> None:
    base = f"{url.rstrip('/')}/" if url else ""
    head = [
        f'<link rel="manifest" href="{MANIFEST}">',
        f'<link rel="license" href="{LICENCE}">',
        f'<meta property="og:title" content="{document.TITLE}">',
        f'<meta property="og:description" content="{escape(document.ABOUT)}">',
        '<meta property="og:type" content="website">',
        '<meta name="twitter:card" content="summary_large_image">',
        *([f'<meta property="og:url" content="{escape(base)}">'] if base else []),
        f'<meta property="og:image" content="{escape(base)}{assets.load().url("preview.jpg")}">',
    ]
    page = document.document(home, "files", head=head, beside=listing.listing(home.atlas))
    texts = {
        "index.html": page,
        MANIFEST: _manifest(),
        WORKER: _filled("worker.js", version=_version(page, kept), kept=json.dumps(sorted(set(kept)))),
        LICENCE: _filled("licence.html", title=document.TITLE, notice=escape(_notice())),
        "robots.txt": f"User-agent: *\nAllow: /\n{f'Sitemap: {base}{SITEMAP}' if base else ''}\n",
        written.MARK: "Written by `sciatica-atlas export site`. Another export replaces all of it.\n",
        **({SITEMAP: _sitemap(base, listing.addresses(home.atlas))} if base else {}),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")


def _notice() -> str:
    """What the works it was made from are, of this checkout or of what is installed."""
    own = ROOT / "NOTICE"
    if own.is_file():
        return own.read_text("utf-8")
    return next(file for file in metadata.files(NAME) or () if file.name == "NOTICE").read_text("utf-8")


def _version(page: str, kept: Sequence[str]) -> str:
    """What a worker calls all that it keeps: another page or another file of it makes another name."""
    return hashlib.sha256("\n".join([page, *sorted(kept)]).encode()).hexdigest()[:12]


def _manifest() -> str:
    icon = assets.load().url("icon.svg")
    told = {
        "name": document.TITLE, "short_name": document.TITLE, "description": document.ABOUT,
        "start_url": "./", "scope": "./", "display": "standalone",
        "background_color": "#fffdf8", "theme_color": "#fffdf8",
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
    }  # fmt: skip
    return json.dumps(told, indent=1)


def _sitemap(base: str, addresses: Sequence[str]) -> str:
    rows = "\n".join(f"<url><loc>{escape(base + address)}</loc></url>" for address in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{rows}\n</urlset>\n'


def _filled(name: str, **values: str) -> str:
    return Template((TEMPLATES / name).read_text("utf-8")).substitute(values)
