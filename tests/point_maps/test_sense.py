"""What files say to each other: each check has a file that breaks just it."""

import re
from pathlib import Path

import pytest

from models import catalogue
from models.records import DataError
from point_maps import check, maps

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
cautions = [{ text = "A nerve lies near.", concerns = ["nerve"], sources = ["who-2008"] }]
review = "under discussion"
"""


def own_problems(path: Path) -> list[str]:
    """What check tells of one file, whatever it tells of others."""
    return [line for line in check.check([path]) if str(path) in line]


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

    found = own_problems(written(text))

    assert len(found) == 1, found
    assert told in found[0]
    assert ", line " in found[0]


def test_a_guide_and_a_region_may_not_share_a_code(written):
    anchor = 'anchor = { limb = "forearm", across = "pisiform", facing = "palmar" }'
    guide = f'[[guide]]\ncode = "LU7"\nname = "Own"\n{anchor}\nsources = ["who-2008"]\n'

    found = own_problems(written(guide))

    assert len(found) == 1
    assert "guide LU7, code: must be a key of its own; got one that a region has (LU.toml, line " in found[0]


def test_loading_raises_with_every_problem_of_every_file(written):
    broken = written(REGION.replace('"lung"', '"lungs"').replace('"列缺"', '"x"'), "one.toml")
    other = written(SITE.replace('["exercise"]', '["rest"]'), "two.toml")

    with pytest.raises(DataError) as caught:
        maps.load([broken, other])

    assert len(caught.value.problems) == 3
    assert sum("one.toml" in problem for problem in caught.value.problems) == 2


def test_problems_of_shape_and_of_links_come_at_once(written):
    one, two = written("[[region]]\n", "one.toml"), written(SITE.replace('"exercise"', '"x"'), "two.toml")

    found = [line for line in check.check([one, two]) if str(one.parent) in line]

    assert [line for line in found if "one.toml, line 5: region 1, code: must be there" in line]
    assert [
        line for line in found if re.search(r"two\.toml, line 2\d: site own-site, treatments: must be", line)
    ]


def test_problems_come_by_file_and_line(written):
    text = REGION.replace('"列缺"', '"x"').replace('["who-2008"] }\nanchor', '["x"] }\nanchor')

    found = own_problems(written(text + SITE.replace('"exercise"', '"x"')))

    lines = [int(re.search(r"line (\d+)", line)[1]) for line in found]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_a_record_with_something_wrong_does_not_hide_what_is_wrong_in_others(written):
    broken = REGION.replace("mm = 10", "mm = 100")

    found = own_problems(written(broken + SITE.replace('"exercise"', '"x"')))

    assert len(found) == 2
    assert "region 1, radius, mm: must be at most 60" in found[0]
    assert "site own-site, treatments: must be the key of a treatment" in found[1]


def test_what_cannot_be_placed_is_told_beside_what_is_misspelt(written):
    lost = REGION.replace('across = "pisiform"', 'across = "radial edge of raduis"')

    found = own_problems(written(lost + SITE.replace('"exercise"', '"x"')))

    assert len(found) == 2
    assert "site own-site, treatments" in found[0]
    assert "line 14: region OWN-1, anchor: needs the structure 'raduis'" in found[1]


@pytest.mark.parametrize(
    "wound",
    [
        lambda text: text.replace("mm = 10", "mm = 100"),  # one record cannot be read
        lambda text: text.replace("[[region]]", "[[regions]]"),  # its heading is unknown
        lambda text: text.replace("[[region]]", "[region]"),  # it stands alone
        lambda text: text.replace('licence = "CC BY 4.0"', 'licence = "CC BY 4.0'),  # it is not TOML
        lambda text: "\u00e9" + text,  # it is not UTF-8 below
    ],
)
def test_a_link_to_what_could_not_be_read_is_no_problem_of_its_own(written, wound, tmp_path):
    leaning = REGION.replace("OWN-1", "OWN-2").replace('"pisiform"', '"OWN-1"')
    broken = written(REGION, "one.toml")
    text = wound(broken.read_text(encoding="utf-8"))
    broken.write_bytes(text.encode("latin-1" if text[0] == "\u00e9" else "utf-8", "replace"))
    sound = written(leaning, "two.toml")

    found = [line for line in check.check([broken, sound]) if str(tmp_path) in line]

    assert len(found) == 1, found
    assert "one.toml" in found[0]


def test_a_link_to_nowhere_is_told_though_another_file_cannot_be_read(written):
    broken = written(REGION.replace("mm = 10", "mm = 100"), "one.toml")
    lost = written(REGION.replace("OWN-1", "OWN-2").replace('"pisiform"', '"OWN-9"'), "two.toml")

    found = check.check([broken, lost])

    assert any("two.toml" in line and "must be the code of a region; got 'OWN-9'" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "got"),
    [
        ('"own-site"', '"exercise"', "one that a treatment has (treatments.toml, line "),
        ('"own-site"', '"dermatome-l5"', "one that a zone has (zones.toml, line "),
        ('"own-site"', '"femur"', "one that a structure of the bodies has ("),
        ('"own-site"', '"deep-fibular"', "one that a structure of the bodies has ("),
    ],
)
def test_a_key_that_the_page_uses_for_something_else_is_told(written, old, new, got):
    (found,) = own_problems(written(SITE.replace(old, new)))

    assert re.search(
        rf", line 7: \w+ {new[1:-1]}, id: must be a key of its own; got {re.escape(got)}", found
    ), found


def test_a_file_named_twice_is_read_once(written, tmp_path):
    path = written(REGION)

    report = check.report([path, tmp_path, tmp_path / "." / path.name])

    assert report.counts == {"file": 1, "region": 1}
    assert not report.problems


def test_a_circle_of_two_regions_is_told_once_for_each(written):
    second = REGION.replace("OWN-1", "OWN-2").replace('across = "pisiform"', 'across = "OWN-1"')

    found = own_problems(written(REGION.replace('across = "pisiform"', 'across = "OWN-2"') + second))

    assert len(found) == 2
    assert all("got a circle" in problem for problem in found)


def test_what_cannot_be_placed_is_told_once_with_every_body_it_holds_for(written):
    (found,) = own_problems(
        written(REGION.replace('across = "pisiform"', 'across = "radial edge of raduis"'))
    )

    assert "own.toml, line 14: region OWN-1, anchor: needs the structure 'raduis'" in found
    assert "(nearest: radius" in found
    assert all(repr(body) in found for body in catalogue.available())


def test_shipped_files_are_in_order_and_counted():
    report = check.report([maps.DATA])

    assert not report.problems
    assert "29 regions" in report.summary
    assert "named points" in report.summary
    assert re.search(r"\b1[4-9] sites", report.summary)


def test_an_empty_folder_is_no_silent_success(tmp_path):
    assert check.check([tmp_path]) == [
        "must name at least one .toml file; got none. Name a file, or a folder with one"
    ]


def test_the_digest_follows_the_content_not_the_place(written, shipped):
    own = maps.load([written(REGION)])
    same = maps.load([written(REGION, "renamed.toml")])

    assert own.digest == same.digest != shipped.digest
