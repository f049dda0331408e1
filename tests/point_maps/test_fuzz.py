"""Random bytes, random TOML and wounded map files: each ends in sentences or in order, never in a traceback.

`SCIATICA_FUZZ=20000 pytest tests/point_maps/test_fuzz.py` runs so many examples of each and
takes other ones each time; without it they are few and always the same.
"""

import os
import re
from functools import cache
from pathlib import Path
from types import ModuleType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from point_maps import check, maps
from point_maps.checking.reading import Reading, parse, read
from point_maps.checking.sense import problems_of
from point_maps.words import LANDMARKS

MANY = int(os.environ.get("SCIATICA_FUZZ", "0"))
OWN = Path("own.toml")
FILES = maps.files([maps.DATA])


def fuzzed(few: int) -> settings:
    """A few examples that are always the same; or many, by hand."""
    return settings(
        max_examples=MANY or few,
        deadline=None,
        derandomize=not MANY,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def in_form(hostile: ModuleType, problems: list[str]) -> None:
    for line in problems:
        assert hostile.FORM.fullmatch(line), line
        assert not hostile.python_in(line), line
        assert line.isprintable(), line


@cache
def shipped_readings() -> dict[Path, Reading]:
    """The shipped files, read once; no fixture, as hypothesis writes out what it is given."""
    return {path: read(path) for path in FILES}


def looked_at(hostile: ModuleType, data: bytes, others: list) -> None:
    """Read, and make sense of, one file beside others."""
    reading = parse(OWN, data)
    found = [str(problem) for problem in problems_of([*others, reading])]
    own = [line for line in found if line.startswith("own.toml")]
    in_form(hostile, own)
    assert own or reading.content


scalars = st.one_of(
    st.integers(-(2**70), 2**70).map(str),
    st.floats().map(lambda number: str(number).replace("e+", "e")),
    st.sampled_from(
        ["true", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", '""', "[]", "{}", "0x" + "f" * 40]
    ),
    st.text(st.characters(codec="utf-8"), max_size=12).map(lambda text: f"'{text}'"),
    st.sampled_from(["'''", '"""', "'", "[[", "]]", "{", "}", "=", "#", ".", "\\", "\x00", "\r"]),
)
keys = st.sampled_from(
    ["title", "region", "site.anchor", "zone", "part", "story.step", "a", '"b c"', "source", "id"]
)
lines = st.one_of(
    st.tuples(keys, scalars).map(" = ".join),
    keys.map("[{}]".format),
    keys.map("[[{}]]".format),
    scalars,
)


@fuzzed(150)
@given(
    st.binary(max_size=600) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_random_bytes_end_in_sentences(hostile, data):
    looked_at(hostile, data, [])


@fuzzed(200)
@given(st.lists(lines, max_size=25))
def test_random_toml_ends_in_sentences(hostile, parts):
    looked_at(hostile, "\n".join(parts).encode(), [])


VALUES = [
    "1", "-1", "nan", "inf", "-inf", "1e308", "9" * 400, "0x" + "f" * 4000, "true",
    '"x"', "''", "[]", "{}", "[[]]",
    "1979-05-27", '"<b>"', '"\\u202e"', '"KI3"', '"{{a}}"', '{ text = "a" }',
]  # fmt: skip


@st.composite
def wounds(draw):
    """One shipped file, with something done to it."""
    path = draw(st.sampled_from(FILES))
    data = path.read_bytes()
    for _ in range(draw(st.integers(1, 3))):
        data = draw(st.sampled_from(KINDS))(draw, data)
    return path, data


def line_away(draw, data):
    text = data.split(b"\n")
    del text[draw(st.integers(0, len(text) - 1))]
    return b"\n".join(text) or b"#"


def line_twice(draw, data):
    text = data.split(b"\n")
    number = draw(st.integers(0, len(text) - 1))
    text.insert(draw(st.integers(0, len(text))), text[number])
    return b"\n".join(text)


def record_twice(_draw, data):
    return data + data[max(0, data.rfind(b"\n[[")) :]


def cut(draw, data):
    return data[: draw(st.integers(0, len(data)))] or b"#"


def flipped(draw, data):
    place = draw(st.integers(0, len(data) - 1))
    return data[:place] + bytes([data[place] ^ 1 << draw(st.integers(0, 7))]) + data[place + 1 :]


def value(draw, data):
    """Put a value of another kind in the place of one."""
    found = list(re.finditer(rb"(?<== )(\"[^\"\n]*\"|\d[\d.]*|\[[^\]\n]*\]|\{[^\n]*\})", data))
    if not found:
        return data
    match = draw(st.sampled_from(found))
    return data[: match.start()] + draw(st.sampled_from(VALUES)).encode() + data[match.end() :]


def number(draw, data):
    """Put an extreme number in the place of one."""
    found = list(re.finditer(rb"(?<![\w.-])\d+(\.\d+)?(?![\w.-])", data))
    if not found:
        return data
    match = draw(st.sampled_from(found))
    other = draw(st.sampled_from(["0", "-1", "1e308", "-1e-308", "nan", "inf", "400", "9" * 30, "0.5"]))
    return data[: match.start()] + other.encode() + data[match.end() :]


def word(draw, data):
    """Put one word in quotes in the place of another."""
    found = list(re.finditer(rb'(?<=")[\w -]+(?=")', data))
    if not found:
        return data
    one, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
    return data[: one.start()] + other[0] + data[one.end() :]


KINDS = [line_away, line_twice, record_twice, cut, flipped, value, number, word]


@fuzzed(120)
@given(wounds())
def test_a_wounded_shipped_file_ends_in_sentences_or_in_order(hostile, wounded):
    path, data = wounded
    looked_at(hostile, data, [reading for other, reading in shipped_readings().items() if other != path])


@fuzzed(20)
@given(st.data())
def test_words_put_in_wrong_places_end_in_sentences_on_every_body(hostile, data):
    """Swapping words of the grammar makes files that read but may make no sense or lie nowhere."""
    words = [
        *LANDMARKS[:6],
        "KI3",
        "SP6",
        "GB30",
        "OWN-1",
        "LU11",
        "l5-root",
        "lung",
        "forearm",
        "lower-leg",
        "foot-3",
    ]
    words += [
        "radial",
        "proximal",
        "medial",
        "anterior-posterior",
        "radial edge of skin",
        "distal end of tibia",
    ]
    words += ["proximal end of piriformis", "medial edge of femur", "palmar edge of l4-vertebra"]
    text = hostile.many(hostile.REGION, 2).replace(
        '"pisiform"', '{ of = "pisiform", mm = 5, toward = "radial" }'
    )
    text += hostile.SITE % 1 + (hostile.SITE % 2).replace("at = 0.5", 'nearest = "ischial-spine"')
    for _ in range(data.draw(st.integers(1, 4))):
        old = data.draw(st.sampled_from(re.findall(r'"([\w -]+)"', text)))
        text = text.replace(f'"{old}"', f'"{data.draw(st.sampled_from(words))}"', 1)
    if data.draw(st.booleans()):
        text = text.replace("mm = 5", f"mm = {data.draw(st.sampled_from([0, 1, 399, 1e-9]))}")

    report = check.report_of([parse(OWN, text.encode())], list(shipped_readings().values()))

    in_form(hostile, [line for line in report.problems if line.startswith("own.toml")])
