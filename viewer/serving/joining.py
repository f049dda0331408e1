"""The address by which others join a class."""

import socket
from urllib.parse import urlsplit

from aiohttp import web

from viewer.serving.guards import host_of
from viewer.serving.hosts import HOST, Hosts, is_local
from viewer.serving.launch import prefix_of

ELSEWHERE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737): the system says which of its own it would go there from."""


def join_address(request: web.Request, hosts: Hosts) -> str:
    """Where a phone on the network finds the page that asks; empty where it cannot.

    A teacher who opened the page under a name of this machine only is told the address it has on the network.
    """
    host = host_of(request)
    found = HOST.fullmatch(host)
    if found is None:
        return ""
    if is_local(found["name"]):
        own = own_address() if hosts.any else ""
        if not own:
            return ""
        host = own + (found[2] or "")
    origin = urlsplit(request.headers.get("Origin", "")).scheme
    secure = "https" in (origin, request.headers.get("X-Forwarded-Proto", request.scheme))
    prefix = prefix_of(request.headers.get("X-Forwarded-Prefix", ""))
    return f"{'https' if secure else 'http'}://{host}{prefix}/"


def own_address() -> str:
    """The address this machine has on its network; empty where it is on none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return ""
        return str(probe.getsockname()[0])
