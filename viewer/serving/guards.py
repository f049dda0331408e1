"""What guards every answer: other sites' pages are refused, and browsers are told to be careful."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Middleware

from viewer.page import document
from viewer.serving.hosts import HOST, Hosts, same_host

POLICY = (
    # Vue compiles its templates in the page, which needs 'unsafe-eval'; with it Draco may run as well.
    "default-src 'none'; script-src 'self' 'unsafe-eval' {inner}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' {sockets}; worker-src 'self'; frame-src 'self'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors {ancestors}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "sciatica-atlas",
}
"""What every answer says, those to broken requests too. No versions are named."""
_IN_A_POLICY = re.compile(r"[A-Za-z0-9.-]+(:\d+)?")
"""Hosts that a policy can name. For others 'self' must do, as it does in current browsers."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def own_hosts(hosts: Hosts) -> Middleware:
    """Refuse requests that name another host than this server's."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = host_of(request)
        if hosts.answer(host):
            return await handler(request)
        found = HOST.fullmatch(host)
        name = found["name"] if found else "NAME"
        raise web.HTTPForbidden(
            text="This server answers to the names of its own machine only. "
            f"Where it should answer to another one, start it with: --allow-host {name}"
        )

    return check


@web.middleware
async def same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site's page asks for in a visitor's name."""
    origin = request.headers.get("Origin")
    guarded = request.method not in ("GET", "HEAD") or request.path.endswith("/ws")
    if guarded and origin is not None and not same_host(origin, host_of(request)):
        raise web.HTTPForbidden(text="This server answers its own page only.")
    return await handler(request)


def host_of(request: web.Request) -> str:
    """The host a request names; empty where it names none (aiohttp would then ask the name service)."""
    return request.headers.get("Host", "")


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Set the security headers of every answer."""
    response.headers.update(HEADERS)
    if response.content_type == "text/html":
        # The frame of the connection shows nothing, and stands in a page that may stand in another one.
        embed = request.query.get("embed") == "1" or request.path == "/live.html"
        host = host_of(request)
        sockets = f"ws://{host} wss://{host}" if _IN_A_POLICY.fullmatch(host) else ""
        response.headers["Content-Security-Policy"] = POLICY.format(
            inner=document.allowed(), sockets=sockets, ancestors="*" if embed else "'self'"
        )
        if not embed:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"


SENTENCES = {
    400: "This is not a request the atlas understands.",
    413: "This request is too large.",
    500: "The atlas made a mistake here. Please try again.",
}


def plain_answer(status: int) -> web.Response:
    """The answer to a request that never came to be one: a sentence, and nothing of what answers."""
    text = SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])
    headers: dict[str, Any] = {**HEADERS, "Cache-Control": "no-store"}
    answer = web.Response(status=status, text=f"{text}\n", headers=headers)
    answer.force_close()
    return answer
