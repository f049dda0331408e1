"""Files nobody should write, by what is wrong with them: bytes, and what a person is told."""

import re

FORM = re.compile(
    r"[^\n]+?(, line \d+)?: ([^\n]+: )?"
    r"(must [^\n]+; got[ :][^\n]+\. [A-Z][^\n]+"
    r"|(must|needs) [^\n]+; (it|the body|its)[^\n]+"
    r"|and [\d,]+ more problems)"
)
"""How every sentence is built: file, line, place, what must be, what was found, how to mend it."""

PYTHON = re.compile(
    r"datetime|tzinfo|<class|object at 0x|Input should|pydantic|\(\)|\[\]|\{\}|\('"
    r"|\b(True|False|None|NoneType|dict|tuple|str|int|float|bool|Error)\b"
    r"|\binf\b(?!, a number without end)|\bnan\b(?!, which is no number)"
)
"""What only somebody who knows Python understands; `inf` and `nan` are TOML's words too, and explained."""
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")

HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC BY 4.0"\n'
SAID = '{ text = "It is so.", sources = ["who-2008"] }'
REGION = """
[[region]]
code = "OWN-%d"
pinyin = "Lièquē"
chinese = "列缺"
plain_name = "Wrist"
also_called = []
channel = "lung"
location = { text = "At the wrist.", sources = ["who-2008"] }
anchor = { limb = "forearm", level = "wrist-crease-palmar", across = "pisiform", facing = "palmar" }
radius = { mm = 10, certainty = "fair", text = "A guess.", sources = ["who-2008"] }
under = ["skin"]
under_sources = ["who-2008"]
cautions = [{ text = "A nerve lies near.", concerns = ["nerve"], sources = ["who-2008"] }]
review = "under discussion"
"""
SITE = f"""
[[site]]
id = "own-%d"
name = "Own"
plain_name = "Own"
also_called = []
cause = "bone spur"
sides = "left and right"
roots = ["L5"]
nerves = ["l5-root"]
anchor = {{ nerve = "l5-root", at = 0.5 }}
extent_mm = [5, 5]
happens = {SAID}
presses = {SAID}
feels = {SAID}
worse = {SAID}
better = {SAID}
how_common = {SAID}
what_next = {SAID}
treatments = ["exercise"]
needs_care = {SAID}
"""
TREATMENT = f"""
[[treatment]]
id = "own-%d"
name = "Own"
also_called = []
can = {SAID}
cannot = {SAID}
"""
ZONE = f"""
[[zone]]
id = "own-zone"
name = "Own"
plain_name = "Own"
also_called = []
kind = "nerve"
colour = "own"
roots = ["L5"]
nerves = ["sural"]
soft_mm = 10.0
where = {SAID}
tested = {SAID}
meets = {SAID}
caveat = {SAID}
"""
PART = '[[zone.part]]\non = "foot"\nedges = [["heel 0.1", 0.0, 6.0], ["toes 0.9", 0.0, 6.0]]\n'
STORY = f"""
[[story]]
id = "own-story-%d"
title = "Own"
also_called = []
about = {SAID}
"""
STEP = '[[story.step]]\ntitle = "Own"\nsays = { text = "Look.", sources = ["who-2008"] }\n'


def python_in(line: str) -> str:
    """Words of Python in a message, apart from what it quotes of the file; empty if there are none."""
    found = PYTHON.search(QUOTED.sub("said", line))
    return found[0] if found else ""


def many(record: str, count: int) -> str:
    return HEADER + "".join(record % number for number in range(count))


def chain(count: int, first: str = "pisiform") -> str:
    """Regions each placed by way of the one before it."""
    regions = [
        (REGION % number).replace("pisiform", f"OWN-{number - 1}" if number else first)
        for number in range(count)
    ]
    return HEADER + "".join(regions)


def words(record: str, old: str, new: str, count: int = 1) -> str:
    assert old in record
    return HEADER + "".join(record % number for number in range(count)).replace(old, new)


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "title: must be there; got nothing. Add it"),
    "one null": (b"\x00", "must be TOML"),
    "binary": (bytes(range(256)) * 100, "must be text in UTF-8; got byte 0x80"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(2000), "must be text in UTF-8; got byte 0x89 at 0"),
    "UTF-16": (("\ufeff" + HEADER).encode("utf-16-le"), "got byte 0xff at 0, as in UTF-16. Save it as UTF-8"),
    "UTF-16 the other way": (("\ufeff" + HEADER).encode("utf-16-be"), "as in UTF-16. Save it as UTF-8"),
    "UTF-16 without a mark": (HEADER.encode("utf-16-le"), "must be TOML"),
    "a Mac's side file": (
        b"\x00\x05\x16\x07\x00\x02\x00\x00\xa3",
        "got byte 0xa3 at 8, as in the side files a Mac writes; the map is beside it, without the '._'. Save",
    ),
    "a Word document": (
        b"PK\x03\x04\x14\x00\x06\xff",
        "as in a document of Word or in a zip file. Save it as",
    ),
    "rich text": (b"{\\rtf1\\ansi title = 1}", "must be plain text; got rich text. Save it as plain text"),
    "latin-1": ('title = "é"'.encode("latin-1"), "must be text in UTF-8; got byte 0xe9 at 9"),
    "a surrogate": (b'title = "\xed\xa0\x80"', "must be text in UTF-8; got byte 0xed"),
    "an escaped surrogate": (b'title = "\\ud800"', "must be TOML; got: "),
    "30 MB": (b"#" * 30_000_000, "must be at most 500,000 bytes; got 30,000,000. Split it"),
    "a line of 499,000": (b"#" * 499_000, "line 1: must be at most 10,000 characters"),
    "nested arrays": (b"a = " + b"[" * 4900 + b"]" * 4900, "must be TOML with few levels of nesting"),
    "nested arrays over lines": (b"a = " + b"[\n" * 5000 + b"]\n" * 5000, "must be TOML with few levels"),
    "open arrays": (b"a = " + b"[\n" * 5000, "must be TOML with few levels of nesting"),
    "nested inline tables": (b"a = " + b"{a=" * 2400 + b"1" + b"}" * 2400, "must be TOML with few levels"),
    "nested by dots": (
        b".".join([b"a"] * 4900) + b" = 1",
        "must be keys of a few parts; got one of 20 or more",
    ),
    "nested by a heading": (b"[" + b".".join([b"a"] * 4900) + b"]", "must be keys of a few parts"),
    "nested by headings": (
        b"".join(b"[" + b".".join([b"a"] * depth) + b"]\n" for depth in range(1, 300)),
        "must be keys of a few parts",
    ),
    "nested by dots with blanks": (b" . ".join([b'"a"'] * 1600) + b" = 1", "must be keys of a few parts"),
    "dots within a value": (b"a = {" + b".".join([b"b"] * 4000) + b" = 1}", "must be keys of a few parts"),
    "a number of 9,000 digits": (b"a = " + b"9" * 9000, "must be TOML with ordinary numbers"),
    "a number of 100,000 digits": (b"a = " + b"9" * 100_000, "line 1: must be at most 10,000 characters"),
    "a hexadecimal number of 9,000 digits": (
        b"title = 0x" + b"f" * 9000,
        "got a number of more than 40 digits",
    ),
    "a year 0": (b"a = 0000-00-00", "must be TOML"),
    "quotes": ((b'"' * 4900 + b"\n") * 90, "must be TOML; got: "),
    "letters": ((b"a" * 4900 + b"\n") * 90, "must be TOML; got: "),
    "dashes": ((b"- " * 2400 + b"\n") * 90, "must be TOML; got: "),
    "backslashes": (b'a = "' + b"\\\\" * 4800 + b'"\n' + b'a = """' + b"\\\n" * 200_000, "must be TOML"),
    "one string over 100,000 lines": (
        b'title = """' + b"a\n" * 100_000 + b'"""',
        "title: must be at most 1500",
    ),
    "no end of a string": (b'title = """' + b"a\n" * 200_000, "must be TOML; got: "),
    "brackets": (b"[[" * 5000 + b"\n" + b"]]" * 5000, "must be TOML"),
    "carriage returns": (b"\r" * 400_000, "must be TOML"),
    "a key twice": (b'title = "a"\ntitle = "b"', "must be TOML; got: a key or heading twice"),
    "a key twice in braces": (
        b"a = { " + b"k" * 4000 + b" = 1, " + b"k" * 4000 + b" = 2 }",
        "must be TOML; got: a key twice within braces",
    ),
    "100,000 records": (b"[[a]]\n" * 80_000, "a: must hold at most 1,000 records; got 80,000. Split it"),
    "regions in a row": (b"[[region]]\n" * 3000, "region: must hold at most 1,000 records; got 3,000"),
    "40,000 keys": (b"".join(b"k%d = 1\n" % n for n in range(40_000)), "k0: must be a key this table knows"),
    "40,000 headings": (
        b"".join(b"[a%d]\n" % n for n in range(40_000)),
        "a0: must be a table that map files have; got [a0]: there is no such table. Look it up",
    ),
    "headings within headings": (
        b"".join(b"[a.b%d.c]\n[a.b%d.d]\n" % (n, n) for n in range(15_000)),
        "a: must be a key this table knows",
    ),
    "long keys": (
        b"".join(b"k%d" % n + b"y" * 9000 + b" = 1\n" for n in range(50)),
        "must be a key this table knows",
    ),
    "a key with a line break": (b'"a\\nb" = 1', r"a\nb: must be a key this table knows; got 'a\nb'"),
    "a key with a bidi override": ('"a\u202eb" = 1'.encode(), r"a\u202eb: must be a key this table knows"),
    "records of nothing": (b"region = [" + b"{}," * 70 + b"]", "region 1, code: must be there"),
    "empty lines, then records": (b"#\n" * 200_000 + b"[[region]]\n" * 70, "region 1, code: must be there"),
    "a table for a list": (
        b"[region]\ncode = 1",
        "region: must be in double brackets, as there may be several; got [region]. Write [[region]]",
    ),
    "a list of lists": (b"region = [[[[]]]]", "region 1: must be a table; got a list"),
    "a list of everything": (
        b"region = [1, 1.5, true, 'a', 1979-05-27, []]",
        "region 4: must be a table; got 'a'",
    ),
    "a date for a title": (
        b"title = 1979-05-27",
        'title: must be a text in quotes; got the date 1979-05-27. Put it in quotes: title = "1979-05-27"',
    ),
}
"""What cannot be a map file, and part of what is told."""

SENSELESS: dict[str, tuple[str, str]] = {
    "a name not there": (words(REGION, '"pisiform"', '"pisform"'), "must be a landmark, a region's code"),
    "a number that is none": (words(REGION, "mm = 10", "mm = nan"), "must be an ordinary number; got nan"),
    "an endless number": (words(REGION, "mm = 10", "mm = -inf"), "must be an ordinary number; got -inf"),
    "a huge number": (words(REGION, "mm = 10", "mm = 1e308"), "must be at most 60; got 1e+308"),
    "a huge whole number": (words(REGION, "mm = 10", f"mm = {'9' * 4000}"), "radius, mm: must be"),
    "a huge hexadecimal number": (words(REGION, "mm = 10", f"mm = 0x{'f' * 4900}"), "radius, mm: must be"),
    "markup": (
        words(REGION, "At the wrist.", "At <script>alert(1)</script>."),
        "must be plain text; got markup",
    ),
    "a template": (words(REGION, "At the wrist.", "At {{ constructor }}."), "must be plain text; got markup"),
    "a control character": (
        words(REGION, "At the wrist.", "At \\u0007 it."),
        "got U+0007 (BELL). Take it out",
    ),
    "a bidi override": (
        words(REGION, "At the wrist.", "At \u202e it."),
        "got U+202E (RIGHT-TO-LEFT OVERRIDE). Take it out",
    ),
    "a line break": (
        words(REGION, "At the wrist.", "At\\nit."),
        "must be visible characters on one line; got U+000A (LINE FEED)",
    ),
    "one id twice": (
        many(TREATMENT.replace("%d", "%.0s1"), 2),
        "treatment own-1, id: must be a key of its own",
    ),
    "one id 900 times": (many(TREATMENT.replace("%d", "%.0s1"), 900), "and 799 more problems"),
    "one id of two kinds": (
        many(SITE, 1) + TREATMENT % 0,
        "treatment own-0, id: must be a key of its own; got one",
    ),
    "a shipped id": (
        many(TREATMENT.replace("own-%d", "surgery%.0s"), 1),
        "one that a treatment has (treatments.toml",
    ),
    "a shipped code": (many(REGION.replace("OWN-%d", "LU7%.0s"), 1), "one that a region has (LU.toml, line "),
    "a shipped site's id for a zone": (
        HEADER + ZONE.replace("own-zone", "piriformis-syndrome") + PART,
        "zone piriformis-syndrome, id: must be a key of its own; got one that a site has",
    ),
    "a muscle's id": (
        many(SITE.replace("own-%d", "piriformis%.0s"), 1),
        "site piriformis, id: must be a key of its own; got one that a structure of the bodies has",
    ),
    "a nerve's id": (
        many(SITE.replace("own-%d", "sciatic%.0s"), 1),
        "site sciatic, id: must be a key of its own",
    ),
    "a circle of one": (
        chain(1, "OWN-0"),
        "OWN-0, anchor: must not be placed by way of itself; got a circle",
    ),
    "a circle of 65": (
        chain(65, "OWN-64"),
        "OWN-0, anchor: must not be placed by way of itself; got a circle",
    ),
    "a chain of 65": (chain(65), "must be placed by way of at most 12 others in a row; got 13"),
    "a chain of 300": (
        chain(300),
        "must hold at most 70 regions, guides, sites and parts of zones; got 300",
    ),
    "links to nowhere": (
        words(TREATMENT, '["who-2008"]', str([f"x{n}" for n in range(680)]), 44),
        "more problems",
    ),
    "a thousand unknown names": (
        words(SITE, '["exercise"]', '["excercise"]', 65),
        "got 'excercise' (nearest",
    ),
    "every alarming word": (
        words(TREATMENT, "It is so.", "crush destroy severe always never cure " * 35, 150),
        "and ",
    ),
    "a cue for denials": (
        words(TREATMENT, "It is so.", ("not " * 5 + "severe ") * 50, 140),
        "",
    ),
    "a landmark a limb lacks": (
        words(REGION, "pisiform", "radial edge of femurs"),
        "needs the structure 'femurs'",
    ),
    "an edge that is not at the level": (
        words(REGION, "pisiform", "radial edge of tibia"),
        "OWN-0, anchor: must lie",
    ),
    "a story of things that are not there": (
        many(STORY + (STEP + "only = [" + '"no-thing", ' * 60 + "]\n") * 40, 8),
        "must be a thing the body",
    ),
    "zones over each other": (HEADER + ZONE + PART * 70, ""),
    "zones by the thousand": (
        HEADER + ZONE + PART * 900,
        "must hold at most 70 regions, guides, sites and parts",
    ),
    "a zone of many rows": (
        HEADER
        + ZONE
        + '[[zone.part]]\non = "limb"\nedges = [\n'
        + "".join(f'["leg {n / 9000:.6f}", 90.0, 200.0],\n' for n in range(9000))
        + "]\n",
        "",
    ),
    "as many regions as may be": (many(REGION, 70), ""),
    "as many sites as may be": (many(SITE, 70), ""),
    "as much text as may be": (words(TREATMENT, "It is so.", "It is so. " * 60, 350), ""),
}
"""What reads but makes no sense, or is as large as may be, and part of what is told if it is not in order."""
