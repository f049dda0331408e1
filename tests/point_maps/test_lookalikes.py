"""Signs of word processors and other keyboards: named, with their place, and what to write instead."""

import re
from pathlib import Path

import pytest

from point_maps.checking.lookalikes import NAMES, WANTED, lookalike
from point_maps.checking.reading import parse
from populated import each

HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n'


def told(text: str) -> str:
    (problem,) = parse(Path("own.toml"), (HEADER + text).encode()).problems
    return str(problem)


@pytest.mark.parametrize(
    ("text", "column", "told_of"),
    [
        ("a = “b”", 5, 'the straight quote ("); got “, a curly quote, as word processors write it. Write "'),
        ('a = "b”', 7, 'the straight quote ("); got ”, a curly quote'),
        ('a = { text = "b.”, sources = ["c"] }', 17, 'the straight quote ("); got ”, a curly quote'),
        ("a = ‘b’", 5, "the straight quote ('); got ‘, a curly quote"),
        ("a = 'b’", 7, "the straight quote ('); got ’, a curly quote"),
        ("a = „b“", 5, 'the straight quote ("); got „, a curly quote'),
        ('a = "b“', 7, 'the straight quote ("); got “, a curly quote'),
        ("a = «b»", 5, 'the straight quote ("); got «, an angle quote'),
        ("a = 「b」", 5, 'the straight quote ("); got 「, a corner bracket'),
        ('“a” = "b"', 1, 'the straight quote ("); got “, a curly quote'),
        ('a = ["b", “c”]', 11, 'the straight quote ("); got “, a curly quote'),
        ("a = `b`", 5, "the straight quote ('); got `, an accent standing alone"),
        ("a = –5", 5, "the hyphen (-); got –, a dash, as word processors write it. Write - there"),
        ("a = −5", 5, "the hyphen (-); got −, a minus sign"),
        (
            'a\u00a0= "b"',
            2,
            "a plain space; got a non-breaking space, U+00A0 (NO-BREAK SPACE). Write a plain",
        ),
        ('a =\u00a0"b"', 4, "a plain space; got a non-breaking space"),
        ('\u3000a = "b"', 1, "a plain space; got a wide space, U+3000 (IDEOGRAPHIC SPACE)"),
        ('a = "b"\u00a0', 8, "a plain space; got a non-breaking space"),
        (
            '\u200ba = "b"',
            1,
            "no sign at all; got a sign that is not seen, U+200B (ZERO WIDTH SPACE). Take it",
        ),
        ('a = "b"\u2028', 8, "no sign at all; got a line end as web pages have it, U+2028 (LINE SEPARATOR)"),
        ('a＝"b"', 2, "the plain sign (=); got ＝, a full-width sign"),
        ("［[a]]", 1, "the square bracket ([); got ［, a full-width sign"),
        ("[[a］］", 4, "the square bracket (]); got ］, a full-width sign"),
        ('a = ["b"，"c"]', 9, "the plain comma (,); got ，, a full-width sign"),
        ('a = ["b"、"c"]', 9, "the plain comma (,); got 、, a comma, as a Chinese or Arabic keyboard"),
        ("a = 1０", 6, "the plain sign (0); got ０, a full-width sign"),
        ('a: "b"', 2, "= between a key and its value; got a colon. Write = there"),
        ("a = 1,5", 5, "a number with a point; got one with a comma. Write 1.5"),
        ("a = { mm = 1,5, b = 2 }", 12, "a number with a point; got one with a comma. Write 1.5"),
        ("a = { b = 1,\nc = 2 }", 13, "braces that close on their own line; got none. Write all of it"),
    ],
)
def test_a_sign_that_is_not_tomls_is_named_with_its_place_and_how_to_mend_it(text, column, told_of):
    found = told(text)

    assert found.startswith(f"own.toml, line 4: column {column}: must be {told_of}"), found
    assert found.endswith("the rest is read once this is mended")
    assert found.isprintable()


def test_a_list_without_brackets_is_not_called_a_number():
    assert "must be TOML; got: something more behind a value. Look for a missing quote" in told("a = 1,2,3")


def test_every_lookalike_is_told_wherever_tomls_sign_stands():
    """All of them, each in the place of the sign it looks like."""
    texts = {'"': "a = {}b", "'": "a = {}b", "-": "a = {}5", ",": 'a = ["b"{}"c"]', "[": "{}b]", "]": "[b{}"}
    for signs in each(NAMES.values()):
        for wanted, others in each(signs.items()):
            assert wanted in WANTED
            for sign in each(others):
                found = told(texts.get(wanted, 'a {}= "b"').format(sign))
                assert str(lookalike(sign)) in found, (sign, found)


@pytest.mark.parametrize(
    "text",
    [
        'title = "He said “no”, and «so» — and that’s it"',
        "title = 'It’s 5′ 3″ – or −1'",
        'title = """a “b”, c’ """',
        'title = "a" # “b” and c’s',
    ],
)
def test_such_signs_within_a_text_or_a_remark_are_nobodys_concern(text):
    assert not parse(Path("own.toml"), (text + "\n" + HEADER.partition("\n")[2]).encode()).problems


@pytest.mark.parametrize("text", ['a = "He said “no”, and left', 'a = "It’s', 'a = { b = "“c”, d’s, e }'])
def test_a_missing_quote_is_not_blamed_on_those_within_the_text(text):
    assert "must be TOML; got: " in told(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "[region]\n[region]",
            "the heading [region] twice. Write it once, or each time in [[ ]]",
        ),
        ("a = 1\na = 2\n", "a key or heading twice"),
        ("a = { b = 1, b = 2 }", "a key twice within braces"),
        ("a = {}\na.b = 1\n", "more for a table or list that is closed"),
        ('a "b"', "a key without = behind it"),
        ("[[a]", "a heading without its end"),
        ("a = [1 2]", "a list without its end, or without a comma between two things"),
        ('a = "C:\\Users"', "a backslash, which begins a special sign. Write it twice"),
        ("a = b", "a value that TOML does not know. Put quotes around a text"),
        ("a = 2026-02-30", "a date or time that there is not. Put quotes around it"),
        ('a = "\x07"', "U+0007 (BELL), a sign that is not seen. Take it out"),
        ('a = """b', "a text without its end. Look for a missing quote"),
        ("= 1", "a line that is neither a heading nor a key with its value"),
    ],
)
def test_what_tomllib_says_is_put_in_plain_words(text, found):
    """Its own words hold Python's tuples and escapes, and terms such as 'immutable namespace'."""
    assert f"must be TOML; got: {found}" in told(text)
    assert not re.search(r"\('|namespace|Illegal|Invalid|\\x", told(text))
