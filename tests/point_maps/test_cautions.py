"""What needs care at a region: each caution says to whom it speaks and, where it does, what it is about."""

from typing import get_args

import pytest

from point_maps import maps
from point_maps.checking.reading import parse, read
from point_maps.records.regions import Caution, Concern

SAID = '{ text = "An artery lies here.", sources = ["who-2008"]%s }'


def region(hostile, *cautions):
    return hostile.HEADER + hostile.REGION % 1 + f"cautions = [{', '.join(cautions)}]\n"


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


def test_what_shipped_cautions_are_about_is_read(shipped):
    cautions = [caution for region in shipped.regions.values() for caution in region.cautions]

    assert cautions
    assert {type(caution) for caution in cautions} == {Caution}
    assert not [path for path in maps.files([maps.DATA]) if read(path).problems]
