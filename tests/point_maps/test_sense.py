"""What files say to each other: each check has a file that breaks just it."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import DataError
from point_maps import check, maps, solve
from point_maps.reading import parse, read
from point_maps.sense import problems_of
from point_maps.words import LANDMARKS

HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC BY 4.0"\n'

SITE = """
[[site]]
id = "own-site"
name = "Own"
plain_name = "Own"
also_called = []
cause = "bone spur"
level = "L4-L5"
sides = "left and right"
exiting = ["L4"]
traversing = ["L5"]
roots = ["L5"]
nerves = ["l5-root"]
anchor = { nerve = "l5-root", at = 0.5 }
extent_mm = [5, 5]
happens = { text = "It happens.", sources = ["who-2008"] }
presses = { text = "It presses.", sources = ["who-2008"] }
feels = { text = "It feels.", sources = ["who-2008"] }
worse = { text = "Worse.", sources = ["who-2008"] }
better = { text = "Better.", sources = ["who-2008"] }
how_common = { text = "Rare.", sources = ["who-2008"] }
what_next = { text = "Good.", sources = ["who-2008"] }
treatments = ["exercise"]
needs_care = { text = "If it lasts.", sources = ["who-2008"] }
"""
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


def test_an_own_region_and_site_join_the_shipped_ones(written):
    point_map = maps.load([written(REGION + SITE)])

    assert {"OWN-1", "KI3"} <= set(point_map.regions)
    assert {"own-site", "piriformis-syndrome"} <= set(point_map.sites)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '"own-site"',
            '"piriformis-syndrome"',
            "site piriformis-syndrome, id: must be a key of its own; got one that",
        ),
        ('"OWN-1"', '"LU7"', "region LU7, code: must be a key of its own"),
        ('["who-2008"] }\nanchor', '["who-2009"] }\nanchor', "got 'who-2009' (nearest: who-2008"),
        (
            'under_sources = ["who-2008"]',
            'under_sources = ["x"]',
            "under_sources: must be the id of a source",
        ),
        (
            '["exercise"]',
            '["excercise"]',
            "treatments: must be the key of a treatment; got 'excercise' (nearest",
        ),
        ('"lung"', '"lungs"', "channel: must be the key of a channel; got 'lungs' (nearest: lung"),
        ('across = "pisiform"', 'across = "KI9"', "anchor: must be the code of a region; got 'KI9'"),
        (
            'across = "pisiform"',
            'across = "OWN-1"',
            "anchor: must not be placed by way of itself; got a circle",
        ),
        ('"OWN-1"', '"HT9"', "channel: must be the channel of HT9; got one whose letters are 'LU'"),
        ('"列缺"', '"Lieque"', "chinese: must be Chinese characters; got 'Lieque'"),
        ('"Lièquē"', '"Lieque"', "pinyin: must be letters with tone marks"),
        (
            'roots = ["L5"]',
            'roots = ["S1"]',
            "roots: must be among the exiting and traversing roots (L4, L5)",
        ),
    ],
)
def test_each_broken_link_is_told(written, old, new, told):
    text = (REGION + SITE).replace(old, new)
    assert text != REGION + SITE

    found = check.check([written(text)])

    assert len(found) == 1, found
    assert told in found[0]
    assert ", line " in found[0]


def test_a_guide_and_a_region_may_not_share_a_code(written):
    anchor = 'anchor = { limb = "forearm", across = "pisiform", facing = "palmar" }'
    guide = f'[[guide]]\ncode = "LU7"\nname = "Own"\n{anchor}\nsources = ["who-2008"]\n'

    found = check.check([written(guide)])

    assert len(found) == 1
    assert "guide LU7, code: must be a key of its own; got one that LU.toml has" in found[0]


def test_loading_raises_with_every_problem_of_every_file(written):
    broken = written(REGION.replace('"lung"', '"lungs"').replace('"列缺"', '"x"'), "one.toml")
    other = written(SITE.replace('["exercise"]', '["rest"]'), "two.toml")

    with pytest.raises(DataError) as caught:
        maps.load([broken, other])

    assert len(caught.value.problems) == 3
    assert sum("one.toml" in problem for problem in caught.value.problems) == 2


def test_problems_of_shape_are_told_before_those_of_links(written):
    found = check.check([written("[[region]]\n"), written(SITE.replace('"exercise"', '"x"'), "two.toml")])

    assert all("must be there" in problem for problem in found)


def test_a_circle_of_two_regions_is_told_once_for_each(written):
    second = REGION.replace("OWN-1", "OWN-2").replace('across = "pisiform"', 'across = "OWN-1"')

    found = check.check([written(REGION.replace('across = "pisiform"', 'across = "OWN-2"') + second)])

    assert len(found) == 2
    assert all("got a circle" in problem for problem in found)


def test_what_cannot_be_placed_on_an_installed_body_is_told(written, body):
    text = REGION.replace('across = "pisiform"', 'across = "radial edge of raduis"')

    found = check.check([written(text)])

    assert any("OWN-1, anchor: needs the structure 'raduis'" in problem for problem in found)
    assert any(body.id in problem for problem in found)


def test_shipped_files_are_in_order_and_counted():
    report = check.report([maps.DATA])

    assert not report.problems
    assert "27 regions" in report.summary
    assert "14 sites" in report.summary


@settings(max_examples=120, deadline=3000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_words_put_in_wrong_places_end_in_sentences(cylinders, data):
    """Swapping words of the grammar makes files that read but may not make sense or lie anywhere."""
    words = [
        *LANDMARKS[:6],
        "KI3",
        "SP6",
        "radial",
        "proximal",
        "anterior-posterior",
        "medial",
        "radial edge of skin",
    ]
    words += [
        "proximal end of piriformis",
        "forearm",
        "lower-leg",
        "foot-3",
        "OWN-1",
        "LU11",
        "l5-root",
        "lung",
    ]
    readings = [read(path) for path in maps.files([maps.DATA])]
    text = REGION + SITE
    for _ in range(data.draw(st.integers(1, 3))):
        old = data.draw(st.sampled_from(re.findall(r'"([\w -]+)"', text)))
        text = text.replace(f'"{old}"', f'"{data.draw(st.sampled_from(words))}"', 1)

    readings.append(parse(Path("own.toml"), (HEADER + text).encode()))
    found = problems_of(readings)
    if not found:
        try:
            solve.place(maps.PointMap(readings), cylinders)
        except DataError as error:
            found = list(error.problems)

    assert all(str(problem) for problem in found)


def test_an_empty_folder_is_no_silent_success(tmp_path):
    assert check.check([tmp_path]) == ["must name at least one .toml file; got none"]


def test_the_digest_follows_the_content_not_the_place(written, shipped):
    own = maps.load([written(REGION)])
    same = maps.load([written(REGION, "renamed.toml")])

    assert own.digest == same.digest != shipped.digest
