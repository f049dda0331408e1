"""Walks along the nerve, on every body: from each root to its end, each stop told and looked at."""

from itertools import pairwise
from math import dist

import pytest

from models.catalogue import available, load
from point_maps import maps
from populated import each
from viewer.atlas import Atlas
from viewer.edition import walks

ROOTS = ("l4-root", "l5-root", "s1-root", "s2-root", "s3-root")


@pytest.fixture(scope="module", params=sorted(available()))
def courses(request):
    atlas = Atlas(load(request.param), maps.load()).solve()
    return atlas, dict(walks.courses(atlas))


def chain(told, nerve, last):
    if nerve == last:
        return [nerve]
    ways = (chain(told, onward, last) for onward in told["onward"][nerve])
    return next(([nerve, *way] for way in ways if way), [])


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("root", ROOTS)
def test_each_root_leads_to_its_end_by_nerves_that_carry_it(courses, root, side):
    atlas, told = courses
    way = chain(told, f"{root}.{side}", told["ends"][f"{root}.{side}"])
    assert len(way) >= 3
    own = atlas.body.nerves[f"{root}.{side}"].roots[0]
    for nerve in each(way):
        assert own in told["roots"][nerve], nerve
    for nerve, onward in each(pairwise(way)):
        start = atlas.body.nerves[onward].centreline[0]
        assert min(dist(start, point) for point in atlas.body.nerves[nerve].centreline) < 6


def test_a_stop_lies_on_its_nerve_and_is_looked_at_from_outside(courses):
    atlas, told = courses
    assert told["stops"].keys() == told["onward"].keys()
    for nerve, stops in each(told["stops"].items()):
        line = atlas.body.nerves[nerve].centreline
        length = sum(dist(*pair) for pair in pairwise(line))
        assert stops, nerve
        assert all(0 <= stop["at"] <= length + 0.1 for stop in stops)
        assert [stop["at"] for stop in stops] == sorted(stop["at"] for stop in stops)


def test_left_and_right_are_mirrored(courses):
    _, told = courses
    for nerve, stops in each(told["stops"].items()):
        if nerve.endswith(".left"):
            others = told["stops"][nerve.replace(".left", ".right")]
            turned = [
                (one["azimuth"] + other["azimuth"]) % 360 for one, other in zip(stops, others, strict=True)
            ]
            assert turned == [0] * len(stops), nerve


def test_what_presses_at_a_stop_presses_that_nerve_near_it(courses):
    atlas, told = courses
    named = {site for stops in told["stops"].values() for stop in stops for site in stop["sites"]}
    assert {"piriformis-syndrome.left", "fibular-neck.left", "tarsal-tunnel.left"} <= named
    for nerve, stops in each(told["stops"].items()):
        for site in (site for stop in stops for site in stop["sites"]):
            assert nerve in atlas.sites[site].nerves


@pytest.mark.parametrize("voice", ["patient", "student", "clinician"])
def test_every_stop_is_told_with_its_sources_in_every_voice(voice):
    atlas = Atlas(load("male"), maps.load()).solve()
    told, placed = walks.told(atlas, voice), dict(walks.courses(atlas))["stops"]
    for nerve, stops in each(placed.items()):
        words = told["nerves"][nerve.split(".")[0]]["stops"]
        assert len(words) == len(stops)
        for stop in each(words):
            assert stop["text"]
            assert stop["title"]
            assert len(stop["place"]) <= 14, "it stands on a scale"
            assert stop["refs"]
            assert all(1 <= number <= len(told["sources"]) for number in stop["refs"])
