"""Answers the first question of trame's client: where the page's websocket is."""

import re
from urllib.parse import quote, unquote, urlsplit

from aiohttp import web

from viewer.serving.guards import host_of
from viewer.serving.hosts import HOST
from viewer.serving.wire import SECRET


async def launch(request: web.Request) -> web.Response:
    """Say where the socket is."""
    return web.json_response({"sessionURL": socket_url(request), "secret": SECRET})


def socket_url(request: web.Request) -> str:
    """The address of the socket as the browser must call it, behind a proxy or not.

    Raises
    ------
    aiohttp.web.HTTPBadRequest
        If the request's Host is not one.
    """
    host = host_of(request)
    if not HOST.fullmatch(host):
        raise web.HTTPBadRequest(text="The request's host must be a name and a port.")
    origin = urlsplit(request.headers.get("Origin", "")).scheme
    secure = "https" in (origin, request.headers.get("X-Forwarded-Proto", request.scheme))
    own = request.path.removesuffix("/paraview/")
    prefix = prefix_of(request.headers.get("X-Forwarded-Prefix", "").rstrip() + own)
    return f"{'wss' if secure else 'ws'}://{host}{prefix}/ws"


def prefix_of(header: str) -> str:
    """The path before the page as a proxy says it, in a form that trame's client leaves as it is.

    That client turns the whole address of the websocket into small letters, so capitals are written as
    their percent codes, which mean the same and have no capitals that matter.
    """
    path = quote(unquote(header.strip(), errors="surrogateescape"), safe="/~", errors="surrogateescape")
    capitals = re.sub(r"%[0-9A-F]{2}|[A-Z]", _in_small_letters, path.strip("/"))
    return f"/{capitals}" if capitals else ""


def _in_small_letters(found: "re.Match[str]") -> str:
    return found[0].lower() if found[0][0] == "%" else f"%{ord(found[0]):x}"
