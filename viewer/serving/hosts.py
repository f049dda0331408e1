"""The names a server answers to, and the address it prints.

A page of another site can make its own name lead to this machine (DNS rebinding) and would then talk with a
server that was meant for this machine only. Such a request still bears the other site's name as its `Host`.
"""

import argparse
import re
from collections.abc import Collection, Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

HOST = re.compile(r"(?P<name>[A-Za-z0-9._~!$&+=-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")
"""What a browser may send as `Host`, underscores and all: a name or an address, and a port."""


class Hosts:
    """Which hosts a request may name.

    Parameters
    ----------
    bound
        The addresses the server listens on. Where one of them is more than loopback, any host is answered.
    names
        What else it is called.
    """

    def __init__(self, bound: Collection[str] = ("0.0.0.0",), names: Iterable[str] = ()) -> None:
        self.any = not all(ip_address(address.partition("%")[0]).is_loopback for address in bound)
        self._names = {_plain(name) for name in names}

    def answer(self, host: str) -> bool:
        """Whether a `Host` header is answered."""
        if self.any:
            return True
        found = HOST.fullmatch(host)
        return found is not None and self._is_known(_plain(found["name"]))

    def _is_known(self, name: str) -> bool:
        return name in self._names or is_local(name)


def is_local(name: str) -> bool:
    """Whether a name leads nowhere but to the machine that uses it."""
    plain = _plain(name)
    return plain == "localhost" or plain.endswith(".localhost") or _is_loopback(plain)


def allowed(text: str) -> str:
    """Read the NAME of `--allow-host`.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is more than a name or an address.
    """
    try:
        name = text.encode("idna").decode() if not text.isascii() else text
    except UnicodeError:
        name = ""
    host = HOST.fullmatch(name) or HOST.fullmatch(f"[{name}]")
    if not host or host[2]:
        msg = f"must be a name such as atlas.example.org, without http:// and without a port; got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return name


def page_address(host: str, port: int) -> str:
    """The address a browser on this machine opens, for a server that was told to listen on a host."""
    shown = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def same_host(origin: str, host: str) -> bool:
    """Whether an `Origin` header names a page of this very host."""
    try:
        parts = urlsplit(origin)
    except ValueError:  # "http://[" is none, whoever sends it
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def _plain(name: str) -> str:
    return name.strip("[]").rstrip(".").lower()


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
