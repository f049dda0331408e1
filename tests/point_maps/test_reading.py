"""One file at a time: every problem with its line, and no bytes that break the reader."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from point_maps.maps import DATA
from point_maps.reading import LARGEST, MOST_PROBLEMS, parse, read

OWN = Path("own.toml")
HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC BY 4.0"\n'
REGION = """
[[region]]
code = "OWN-1"
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
review = "under discussion"
"""


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse(OWN, text.encode()).problems]


def changed(old: str, new: str) -> list[str]:
    assert old in REGION
    return problems(HEADER + REGION.replace(old, new))


def test_a_whole_file_reads():
    assert not problems(HEADER + REGION)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('code = "OWN-1"', 'code = "LV3"', "line 6: region 1, code: must be a WHO code such as 'LU7'"),
        ('code = "OWN-1"', 'code = "LU12"', "region 1, code: must be a WHO code"),
        ("mm = 10", "mm = 100", "line 14: region 1, radius, mm: must be at most 60; got 100"),
        ("mm = 10", "mm = nan", "region 1, radius, mm: must be an ordinary number; got nan"),
        ("mm = 10", 'mm = "10"', "region 1, radius, mm: must be a number; got '10'. Write it without quotes"),
        ('certainty = "fair"', 'certainty = "sure"', "must be one of 'well defined', 'fair' or 'rough'"),
        ('"wrist-crease-palmar"', '"wrist-creese"', "must be a landmark, a region's code, or like"),
        ('"wrist-crease-palmar"', '"wrist-creese"', "(nearest: wrist-crease-palmar, wrist-crease-dorsal"),
        ('facing = "palmar"', 'facing = "front"', "must be an anatomical direction; got 'front'"),
        ('facing = "palmar"', 'facing = "medial"', "must use the words of the forearm (proximal, distal,"),
        (
            'limb = "forearm"',
            'limb = "arm"',
            "anchor, limb: must be one of 'forearm' or 'lower-leg'; got 'arm'",
        ),
        ('across = "pisiform"', "across = { between = ['pisiform', 'ulnar-head'] }, x = 1", "got 'x'"),
        (
            'sources = ["who-2008"] }\nanchor',
            "sources = [] }\nanchor",
            "location, sources: must hold at least 1",
        ),
        ('"At the wrist."', '"At the <b>wrist</b>."', "must be plain text; got markup ('<b')"),
        ('"At the wrist."', '"At {{ the }} wrist."', "must be plain text; got markup ('{{')"),
        ('"At the wrist."', '"At\\u202ethe wrist."', "must be visible characters on one line; got U+202E"),
        ('"At the wrist."', '""', "must be a text; got an empty one. Write it or leave the key out"),
        (
            'under = ["skin"]',
            'under = "skin"',
            "region 1, under: must be a list in square brackets; got 'skin'",
        ),
        ('channel = "lung"\n', "", "region 1, channel: must be there; got nothing. Add it"),
        ("plain_name", "plane_name", "must be a key this table knows; got 'plane_name' (nearest: plain_name"),
        (
            'location = { text = "At the wrist.", sources = ["who-2008"] }',
            "location = 3",
            "must be a table; got 3",
        ),
    ],
)
def test_each_problem_says_where_what_and_how_to_mend(old, new, told):
    assert any(told in problem for problem in changed(old, new)), changed(old, new)


def test_a_step_holds_one_measure_and_its_scale():
    step = '{ of = "pisiform", cun = 1, toward = "proximal" }'

    assert "must name a scale with cun" in changed('"wrist-crease-palmar"', step)[0]
    assert "must hold either cun or mm" in changed('"wrist-crease-palmar"', step.replace("cun = 1, ", ""))[0]


def test_all_problems_of_a_file_come_at_once():
    text = HEADER + REGION.replace("mm = 10", "mm = 0").replace('"lung"', '"Lung!"').replace("OWN-1", "own")

    assert len(problems(text)) == 3


def test_a_problem_in_the_second_record_gives_its_line():
    second = REGION.replace("OWN-1", "OWN-2").replace("mm = 10", "mm = -1")

    assert problems(HEADER + REGION + second)[0].startswith("own.toml, line 28: region 2, radius, mm:")


def test_a_missing_quote_gives_line_and_column():
    assert problems('title = "Own\n')[0].startswith("own.toml, line 1: column ")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "title: must be there"),
        (b"\xff\xfe\x00", "must be text in UTF-8; got byte 0xff at 0"),
        (b"\x00\x01\x02", "must be TOML"),
        (b"a = " + b"[\n" * 5000 + b"]\n" * 5000, "must be TOML with few levels of nesting"),
        (b"a = " + b"{a=" * 1000 + b"1" + b"}" * 1000, "must be TOML with few levels of nesting"),
        (b".".join([b"a"] * 100_000) + b" = 1", "must be at most 5,000 characters"),
        (b"[" + b".".join([b"a"] * 2000) + b"]", "must be keys of a few parts"),
        (b'"a"."a"' + b'."a"' * 500 + b" = 1", "must be keys of a few parts"),
        (b"x = " + b"9" * 10_000, "must be"),
        (b"[[region]]\n" * 3000, "region: must hold at most 1,000 records; got 3,000"),
        (b"region = 1", "region: must be a list in square brackets"),
        (b"[region]\ncode = 1", "region: must be a list in square brackets; got a table"),
        (b"title = 1979-05-27", "title: must be a text in quotes"),
        (b"#\n" * 200_000 + b"[[region]]\n" * 999, "region 1, code: must be there"),
        (b"[[region]]\n" + b"k = 1\n" * 2, "must be TOML; got: Cannot overwrite a value"),
        (b"".join(b"k%d = 1\n" % number for number in range(40_000)), "k0: must be a key this table knows"),
        (b"".join(b"[a%d]\n" % number for number in range(40_000)), "a0: must be a key this table knows"),
        (b"".join(b'k%d = "%s"\n' % (number, b"a" * 900) for number in range(500)), "k0: must be a key"),
        ((b'"' * 4900 + b"\n") * 90, "must be TOML; got: "),
        ((b"a" * 4900 + b"\n") * 90, "must be TOML; got: "),
        ((b"- " * 2400 + b"\n") * 90, "must be TOML; got: "),
        (b"region = [" + b"{}," * 900 + b"]", "region 1, code: must be there"),
        (b'title = "a"\ntitle = "b"', "must be TOML; got: Cannot overwrite a value"),
    ],
)
def test_any_bytes_get_a_sentence(data, told):
    start = time.perf_counter()

    found = [str(problem) for problem in parse(OWN, data).problems]

    assert any(told in problem for problem in found), found[:3]
    assert time.perf_counter() - start < 2


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (LARGEST + 1))

    assert "must be at most 500,000 bytes; got 500,001" in str(read(path).problems[0])


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path):
    assert "must be a file that can be read; got No such file" in str(
        read(tmp_path / "none.toml").problems[0]
    )
    assert "must be a file that can be read" in str(read(tmp_path).problems[0])


def test_endless_problems_are_cut_short():
    found = problems(HEADER + "[[region]]\n" * 500)

    assert len(found) == MOST_PROBLEMS + 1
    assert "more problems" in found[-1]


def test_a_byte_order_mark_does_no_harm():
    assert not parse(OWN, b"\xef\xbb\xbf" + (HEADER + REGION).encode()).problems


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_random_bytes_never_break_the_reader(data):
    reading = parse(OWN, data)

    assert reading.problems
    assert all(str(problem) for problem in reading.problems)


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_shipped_file_with_a_random_wound_never_breaks_the_reader(data):
    text = (DATA / "regions" / "KI.toml").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 60)))
    wound = data.draw(
        st.sampled_from(["", "[", "]", '"', "{", "=", "\n", "nan", "[[region]]", "<script>", "\x00", "9"])
    )

    reading = parse(OWN, (text[:start] + wound + text[stop:]).encode())

    assert reading.content or all(problem.text for problem in reading.problems)
