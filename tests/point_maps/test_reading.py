"""One file at a time: every problem with its line, and no bytes that break the reader."""

import re
from pathlib import Path

import pytest

from point_maps.checking.reading import LARGEST, MOST_PROBLEMS, parse, read
from populated import each

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
cautions = [{ text = "A nerve lies near.", concerns = ["nerve"], sources = ["who-2008"] }]
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

    assert problems(HEADER + REGION + second)[0].startswith("own.toml, line 29: region 2, radius, mm:")


def test_a_missing_quote_gives_line_and_column():
    assert problems('title = "Own\n')[0].startswith("own.toml, line 1: column ")


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (LARGEST + 1))

    assert "must be at most 500,000 bytes; got 500,001" in str(read(path).problems[0])


def test_endless_problems_are_cut_short():
    found = problems(HEADER + "[[region]]\n" * 70)

    assert len(found) == MOST_PROBLEMS + 1
    assert "more problems" in found[-1]


def test_a_byte_order_mark_does_no_harm():
    assert not parse(OWN, b"\xef\xbb\xbf" + (HEADER + REGION).encode()).problems


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[[treatment]]\nid = "a"\nname = 1', "line 6: treatment 1, name: must be a text"),
        ("[[story]]\n[[story.step]]\ntitle = 1\n[[story.step]]\ntitle = 2", "line 8: story 1, step 2, title"),
        (
            '[[site]]\nanchor = { nerve = "l6-root", at = 0.5 }',
            "line 5: site 1, anchor, nerve: must be one of",
        ),
        ("[[site]]\nanchor = { at = { of = 3, mm = 1 } }", "line 5: site 1, anchor, at, of: must be a text"),
        ("[[site]]\nanchor = { spine = 1 }", "line 5: site 1, anchor, spine: must be a key this table knows"),
    ],
)
def test_keys_that_are_called_like_forms_of_an_anchor_keep_their_place(text, place):
    """Fuzzing found 'name' and 'step' left out of places: pydantic's words for forms are the same."""
    assert any(place in problem for problem in problems(HEADER + text)), problems(HEADER + text)


def test_a_number_no_machine_writes_out_is_told_without_it():
    """Fuzzing found a hexadecimal number of thousands of digits, which Python reads and does not write."""
    (found,) = changed("mm = 10", f"mm = 0x{'f' * 4000}")

    assert "radius, mm: must be" in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('facing = "palmar"', 'facing = "foot"'),
        ('across = "pisiform"', 'across = "lung"'),
        ('code = "OWN-1"', 'code = "x"'),
        ('channel = "lung"', 'channel = "A B"'),
        ("location = {", 'location = { url = "x",'),
        ("under_sources = [", 'under_sources = ["A:b", '),
    ],
)
def test_every_sentence_ends_with_how_to_mend_it(old, new):
    """Fuzzing found sentences of the grammar's words that only said what was wrong."""
    for found in each(changed(old, new)):
        assert re.search(r"; got.*\. [A-Z]", found), found
