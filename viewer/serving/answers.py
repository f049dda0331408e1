"""How a page and a file are sent."""

from aiohttp import web

FOR_EVER = "public, max-age=31536000, immutable"
PIECE = 64 * 1024
"""Bytes of a file that are handed over at once: what a browser does not read is not held for it."""


def page(text: str) -> web.Response:
    """A page, asked for anew each time."""
    response = web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-cache"})
    response.enable_compression()
    return response


def takes_gzip(request: web.Request) -> bool:
    """Whether who asks can unpack what is packed."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


async def send(request: web.Request, body: bytes, kind: str) -> web.StreamResponse:
    """Send a file whose address changes with its content, packed if the browser takes it so."""
    headers = {"Content-Type": kind, "Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    packed = {"Content-Encoding": "gzip"} if takes_gzip(request) else {}
    response = web.StreamResponse(headers=headers | packed)
    response.content_length = len(body)
    await response.prepare(request)
    if request.method != "HEAD":
        for at in range(0, len(body), PIECE):
            await response.write(memoryview(body)[at : at + PIECE])
    await response.write_eof()
    return response
