"""What needs care at a region: each caution says to whom it speaks and, where it does, what it is about."""

import re
from typing import get_args

import pytest

from models import catalogue
from point_maps import check, maps
from point_maps.checking.reading import parse, read
from point_maps.records.regions import Caution, Concern
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards

SAID = '{ text = "An artery lies here.", sources = ["who-2008"]%s }'


def region(hostile, *cautions):
    (old,) = re.findall(r"cautions = .*\n", hostile.REGION)
    return hostile.HEADER + hostile.REGION.replace(old, f"cautions = [{', '.join(cautions)}]\n") % 1


def told(text):
    return [str(problem) for problem in parse(maps.DATA / "own.toml", text.encode()).problems]


def test_a_caution_may_say_what_it_is_about(hostile):
    text = region(hostile, SAID % ', concerns = ["artery", "nerve"]', SAID % "")
    (own,) = parse(maps.DATA / "own.toml", text.encode()).content.region

    assert [caution.concerns for caution in own.cautions] == [("artery", "nerve"), ()]
    assert own.cautions[0].said("patient") == "An artery lies here."


@pytest.mark.parametrize("word", get_args(Concern))
def test_every_concern_is_taken_and_named_in_the_message_about_another(hostile, word):
    (problem,) = told(region(hostile, SAID % ', concerns = ["arteria"]'))

    assert not told(region(hostile, SAID % f', concerns = ["{word}"]'))
    assert "region 1, cautions 1, concerns 1: must be one of " in problem
    assert f"'{word}'" in problem


def test_a_concern_is_named_once(hostile):
    (problem,) = told(region(hostile, SAID % ', concerns = ["vein", "skin", "vein"]'))

    assert "cautions 1: must name each of its concerns once; got 'vein' twice. Take one out" in problem


def test_a_caution_of_a_treatment_has_no_concerns(hostile):
    text = hostile.HEADER + hostile.TREATMENT % 1 + f"cautions = [{SAID % ', concerns = []'}]\n"

    assert any("must be a key this table knows; got 'concerns'" in line for line in told(text))


@pytest.mark.parametrize("care", ["", "cautions = []"])
def test_a_region_that_says_neither_is_in_order_and_advised(hostile, written, care):
    (old,) = re.findall(r"cautions = .*\n", hostile.REGION)

    report = check.report([written((hostile.REGION % 1).replace(old, f"{care}\n"))])

    assert not report.problems
    (line,) = [line for line in report.warnings if "caution" in line]
    assert "should have a caution of its own; got none. Say what lies within" in line
    assert ", line " in line


@pytest.mark.parametrize(
    ("care", "told"),
    [
        (f"cautions = [{SAID % ''}]", ""),
        (f"no_caution = {SAID % ''}", ""),
        (
            f"no_caution = {SAID % ''}\ncautions = [{SAID % ''}]",
            "region 1: must hold cautions or no_caution; got both. Take one of them out",
        ),
        ('no_caution = { text = "None." }', "region 1, no_caution, sources: must be there; got nothing"),
    ],
)
def test_a_region_says_what_needs_care_or_why_nothing_does(hostile, written, care, told):
    (old,) = re.findall(r"cautions = .*\n", hostile.REGION)

    report = check.report([written((hostile.REGION % 1).replace(old, f"{care}\n"))])

    assert len(report.problems) == bool(told), report
    assert all(told in line and ", line " in line for line in report.problems)
    assert not [line for line in report.warnings if "caution" in line]


def test_every_shipped_region_says_what_needs_care_or_why_nothing_does(shipped):
    for code, record in each(shipped.regions.items()):
        assert bool(record.cautions) != bool(record.no_caution), code


def test_a_card_says_why_no_care_is_needed(written, hostile):
    (old,) = re.findall(r"cautions = .*\n", hostile.REGION)
    path = written((hostile.REGION % 1).replace(old, f"no_caution = {SAID % ''}\n"))
    point_map, body = maps.load([path]), catalogue.load("male")
    atlas = Atlas(body, point_map)

    (shown,) = [
        part for part in cards.card(atlas, "OWN-1.left", "student")["sections"] if part["key"] == "cautions"
    ]

    assert [line["text"] for line in shown["text"]] == ["An artery lies here."]
    assert not shown["tone"]


def test_what_shipped_cautions_are_about_is_read(shipped):
    cautions = [caution for region in shipped.regions.values() for caution in region.cautions]

    assert cautions
    assert {type(caution) for caution in cautions} == {Caution}
    assert not [path for path in maps.files([maps.DATA]) if read(path).problems]
