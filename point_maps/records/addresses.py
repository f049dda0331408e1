"""Where a source can be read: web addresses, and the numbers libraries give to papers and books."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from models.records import shown
from point_maps.characters import called, hidden

HOST = re.compile(r"(?=.{1,253}$)(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))+\.?")
"""A name of two or more parts; letters beyond ASCII are letters too."""
COPY = "Copy it from the browser"


def web_address(address: str) -> str:
    """Pass on an address of a page: http or https, a host, and nothing that hides where it leads.

    Raises
    ------
    ValueError
        If it is any other kind of text.
    """
    if unseen := hidden(address):
        msg = f"must be visible characters; got {called(unseen)} in an address. {COPY}"
        raise ValueError(msg)
    if not re.fullmatch(r"https?://[^\s<>\"'`\\^{}|]+", address, re.IGNORECASE):
        msg = f"must be an address that starts with https://; got {shown(address)}. {COPY}"
        raise ValueError(msg)
    _refuse_strange_hosts(address)
    return address


def _refuse_strange_hosts(address: str) -> None:
    try:
        parts = urlsplit(address)
        named, host, port = "@" in parts.netloc, parts.hostname or "", parts.port
    except ValueError:  # a port beyond 65535, brackets without a number, signs that come to mean others
        named, host, port = False, "", None
    if named:
        msg = f"must name the page's own site; got a name before it in {shown(address)}. {COPY}"
        raise ValueError(msg)
    if not HOST.fullmatch(host) or port == 0:
        msg = f"must name a site such as www.who.int; got {shown(address)}. {COPY}"
        raise ValueError(msg)


Address = Annotated[str, AfterValidator(web_address), Field(max_length=400)]
