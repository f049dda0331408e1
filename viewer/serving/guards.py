"""What guards every answer: other sites' pages are refused, and browsers are told to be careful."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

POLICY = (
    # Vue compiles its templates in the page, which needs 'unsafe-eval'.
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' {sockets}; base-uri 'self'; form-action 'none'; "
    "frame-ancestors {ancestors}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site's page asks for in a visitor's name."""
    origin = request.headers.get("Origin")
    guarded = request.method != "GET" or request.path == "/ws"
    if guarded and origin is not None and urlsplit(origin).netloc.lower() != request.host.lower():
        raise web.HTTPForbidden(text="This server answers its own page only.")
    return await handler(request)


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Set the security headers of every answer."""
    response.headers.update(HEADERS)
    if response.content_type == "text/html":
        embed = request.query.get("embed") == "1"
        host = request.host if HOST.fullmatch(request.host) else ""
        sockets = f"ws://{host} wss://{host}" if host else ""
        response.headers["Content-Security-Policy"] = POLICY.format(
            sockets=sockets, ancestors="*" if embed else "'self'"
        )
        if not embed:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
    if "Server" in response.headers:
        del response.headers["Server"]
