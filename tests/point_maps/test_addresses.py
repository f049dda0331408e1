"""Addresses of sources: pages only, and nothing that hides or changes where a link leads."""

from pathlib import Path

import pytest

from point_maps.checking.reading import parse
from point_maps.records.addresses import web_address

HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n'
UNSEEN = {
    "\u202a": "LEFT-TO-RIGHT EMBEDDING",
    "\u202b": "RIGHT-TO-LEFT EMBEDDING",
    "\u202c": "POP DIRECTIONAL FORMATTING",
    "\u202d": "LEFT-TO-RIGHT OVERRIDE",
    "\u202e": "RIGHT-TO-LEFT OVERRIDE",
    "\u2066": "LEFT-TO-RIGHT ISOLATE",
    "\u2067": "RIGHT-TO-LEFT ISOLATE",
    "\u2068": "FIRST STRONG ISOLATE",
    "\u2069": "POP DIRECTIONAL ISOLATE",
    "\u200e": "LEFT-TO-RIGHT MARK",
    "\u200f": "RIGHT-TO-LEFT MARK",
    "\u061c": "ARABIC LETTER MARK",
    "\u200b": "ZERO WIDTH SPACE",
    "\u200c": "ZERO WIDTH NON-JOINER",
    "\u200d": "ZERO WIDTH JOINER",
    "\u2060": "WORD JOINER",
    "\ufeff": "ZERO WIDTH NO-BREAK SPACE",
    "\u00ad": "SOFT HYPHEN",
    "\u2028": "LINE SEPARATOR",
    "\u2029": "PARAGRAPH SEPARATOR",
    "\u3164": "HANGUL FILLER",
    "\x00": "NULL",
    "\x07": "BELL",
    "\n": "LINE FEED",
    "\x7f": "DELETE",
    "\x80": "CONTROL CHARACTER",
    "\ue000": "PRIVATE USE",
    "\U000e0041": "TAG LATIN CAPITAL LETTER A",
}
"""Characters a reader does not see, by Unicode's names."""


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("key", ["url", "citation"])
def test_what_is_not_seen_is_refused_by_its_name_in_addresses_and_texts(sign, key):
    escaped = f"\\U{ord(sign):08x}"
    text = (
        '[[source]]\nid = "a"\ncitation = "A."\nkind = "website"\nread = "excerpt"\nurl = "https://a.org/"\n'
    )
    old = "a.org" if key == "url" else "A."
    assert text.count(old) == 1

    found = parse(Path("own.toml"), (HEADER + text.replace(old, f"a{escaped}.org")).encode()).problems

    (problem,) = map(str, found)
    assert f"source 1, {key}: must be visible characters" in problem
    assert f"got U+{ord(sign):04X} ({UNSEEN[sign]})" in problem


@pytest.mark.parametrize(
    "address",
    [
        "https://www.who.int/",
        "http://www.who.int",
        "HTTPS://WWW.WHO.INT/",
        "https://doi.org/10.1002/(SICI)1097-0142(19960101)77:1;2-X",
        "https://de.wikipedia.org/wiki/N._ischiadicus#Verlauf",
        "https://zh.wikipedia.org/wiki/坐骨神经",
        "https://müller.example/?q=a@b&c=1",
        "https://www.youtube.com/@somebody/videos",
        "https://web.archive.org/web/2020/https://a.example/",
        "https://a.example:8443/x",
    ],
)
def test_addresses_of_pages_are_taken(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "must be an address that starts with https://"),
        ("www.who.int", "must be an address that starts with https://"),
        ("ftp://who.int/", "must be an address that starts with https://"),
        ("javascript:alert(1)", "must be an address that starts with https://"),
        ("data:text/html,hello", "must be an address that starts with https://"),
        ("file:///etc/passwd", "must be an address that starts with https://"),
        ("//who.int/", "must be an address that starts with https://"),
        ("https:/who.int/", "must be an address that starts with https://"),
        (" https://who.int/", "must be an address that starts with https://"),
        ("https://who.int/a b", "must be an address that starts with https://"),
        ("https://who.int/a\u00a0b", "must be an address that starts with https://"),
        ('https://who.int/"onclick="', "must be an address that starts with https://"),
        ("https://who.int/'", "must be an address that starts with https://"),
        ("https://who.int/<script>", "must be an address that starts with https://"),
        ("https://who.int\\@evil.example/", "must be an address that starts with https://"),
        ("https://who.int@evil.example/", "must name the page's own site; got a name before it"),
        ("https://me:secret@who.int/", "must name the page's own site; got a name before it"),
        ("https://@who.int/", "must name the page's own site; got a name before it"),
        ("https:///who.int", "must name a site such as www.who.int"),
        ("https://?who.int", "must name a site such as www.who.int"),
        ("https://localhost/", "must name a site such as www.who.int"),
        ("https://[::1]/", "must name a site such as www.who.int"),
        ("https://[/", "must name a site such as www.who.int"),
        ("https://-who.int/", "must name a site such as www.who.int"),
        ("https://who..int/", "must name a site such as www.who.int"),
        ("https://who.int:99999/", "must name a site such as www.who.int"),
        ("https://who.int:0/", "must name a site such as www.who.int"),
        ("https://who.int:a/", "must name a site such as www.who.int"),
        ("https://who.int\uff0fevil.example/", "must name a site such as www.who.int"),
    ],
)
def test_what_is_no_plain_address_is_refused_with_the_reason(address, told):
    with pytest.raises(ValueError, match=r"; got .*\. [A-Z]") as caught:
        web_address(address)

    assert str(caught.value).startswith(told)
