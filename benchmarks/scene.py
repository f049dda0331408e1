"""What the atlas shows when it opens, written down so that the peers can show the same."""

import gzip
import json
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.browser import Visit


def capture(visit: Visit, folder: Path) -> dict[str, Any]:
    """Write `scene.json` and the packs of an open atlas into a folder, and return the scene.

    Parameters
    ----------
    visit
        The atlas, opened and drawn.
    folder
        Where the files go; the packs keep their addresses.
    """
    scene: dict[str, Any] = visit.probe("probe.scene()")
    geometry = [url for url, _, _ in visit.traffic.responses if "/geometry/" in url]
    scene["packs"] = [_save(url, folder) for url in dict.fromkeys(geometry)]
    for actor in scene["actors"]:
        actor["pack"] = next(i for i, pack in enumerate(scene["packs"]) if pack["url"] == actor["url"])
    (folder / "scene.json").write_text(json.dumps(scene))
    return scene


def _save(url: str, folder: Path) -> dict[str, Any]:
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        data = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    path = urlsplit(url).path.lstrip("/")
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(gzip.decompress(data) if packed else data)
    return {"url": path, "packed": packed}
