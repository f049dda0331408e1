"""Where a source can be read: web addresses, and the numbers libraries give to papers and books."""

import re
from datetime import date
from typing import Annotated
from urllib.parse import quote, urlsplit

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


def doi(text: str) -> str:
    """Pass on a DOI, without what stands before its '10.'.

    Raises
    ------
    ValueError
        If it is none.
    """
    if not re.fullmatch(r"10\.[0-9]{4,9}/[!-~]*(?<![.,;/])", text):
        example = "'10.7759/cureus.11531'"
        msg = f"must be a DOI such as {example}; got {shown(text)}. Begin with its 10 and end with no point"
        raise ValueError(msg)
    return text


def pmid(text: str) -> str:
    """Pass on a number of PubMed.

    Raises
    ------
    ValueError
        If it is none.
    """
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        msg = f"must be PubMed's number, such as '33354475'; got {shown(text)}. Write its digits only"
        raise ValueError(msg)
    return text


def pmcid(text: str) -> str:
    """Pass on a number of PubMed Central.

    Raises
    ------
    ValueError
        If it is none.
    """
    if not re.fullmatch(r"PMC[1-9][0-9]{0,8}", text):
        msg = f"must be PubMed Central's number, such as 'PMC7746330'; got {shown(text)}. Write it so"
        raise ValueError(msg)
    return text


def isbn(text: str) -> str:
    """Pass on an ISBN of 10 or 13 digits whose check digit is right; hyphens and spaces may part it.

    Raises
    ------
    ValueError
        If it is none.
    """
    digits = re.sub(r"[- ]", "", text)
    if not _sums_up(digits):
        msg = f"must be an ISBN such as '978-0-7020-7705-0'; got {shown(text)}. Copy it from the book"
        raise ValueError(msg)
    return text


def _sums_up(digits: str) -> bool:
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        numbers = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(place * number for place, number in zip(range(10, 0, -1), numbers, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    return False


def day(text: str) -> str:
    """Pass on a day of the calendar as '2026-11-28'.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        known = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text)
    except ValueError:
        known = None
    if not known:
        msg = f"must be a day such as '2026-11-28'; got {shown(text)}. Write year, month and day"
        raise ValueError(msg)
    return text


Doi = Annotated[str, AfterValidator(doi), Field(max_length=200)]
Pmid = Annotated[str, AfterValidator(pmid)]
Pmcid = Annotated[str, AfterValidator(pmcid)]
Isbn = Annotated[str, AfterValidator(isbn)]
Day = Annotated[str, AfterValidator(day)]


def address_of(*, doi: str | None, pmid: str | None, pmcid: str | None) -> str | None:
    """Where a work with one of these numbers can be read; the DOI first."""
    if doi:
        return f"https://doi.org/{quote(doi, safe='/:;()._-')}"
    if pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/" if pmcid else None
