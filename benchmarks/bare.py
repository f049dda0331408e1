"""The bare page: `python -m benchmarks.bare SCENE --port N` serves vtk.js, packs and their decoder."""

import argparse
import gzip
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from benchmarks import vtkjs
from viewer.page import assets

WEB = Path(__file__).parent / "web"
Handler = Callable[[web.Request], Awaitable[web.Response]]
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def application(folder: Path) -> web.Application:
    """Serve a folder that holds `scene.json` and the packs it names, as tersely as the atlas does."""
    app = web.Application()
    for name, path in (("", WEB / "bare.html"), ("bare.js", WEB / "bare.js"), ("vtk.js", vtkjs.script())):
        app.router.add_get(f"/{name}", _sender(path, packed=True))
    for name, asset in (("decoder.js", assets.DECODER), ("decoder.wasm", assets.WASM)):
        app.router.add_get(f"/{name}", _sending(assets.load().files[asset], Path(name), packed=True))
    app.router.add_get("/scene.json", _sender(folder / "scene.json", packed=True))
    for pack in json.loads((folder / "scene.json").read_text())["packs"]:
        app.router.add_get(f"/{pack['url']}", _sender(folder / pack["url"], packed=bool(pack["packed"])))
    return app


def _sender(path: Path, *, packed: bool) -> Handler:
    return _sending(path.read_bytes(), path, packed=packed)


def _sending(content: bytes, name: Path, *, packed: bool) -> Handler:
    types = {".html": "text/html", ".js": "text/javascript", ".json": "application/json"}
    body = gzip.compress(content, 9) if packed else content
    headers = {**FOREVER, **({"Content-Encoding": "gzip"} if packed else {})}

    async def send(_: web.Request) -> web.Response:
        kind = types.get(name.suffix, "application/octet-stream")
        return web.Response(body=body, headers=headers, content_type=kind)

    return send


def main() -> None:
    """Read the arguments and serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", type=Path)
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    web.run_app(application(asked.scene), host="127.0.0.1", port=asked.port, print=None)


if __name__ == "__main__":
    main()
