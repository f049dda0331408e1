"""From a right value to the sentence a person reads: lengths, sides, depths and labels on cards and pages."""

import math
import re

import numpy as np
import pytest
from scipy.spatial import cKDTree

from point_maps.records.statements import VOICES, Voice
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards, pages


def made(atlas: Atlas, entry: str, voice: Voice = "clinician") -> dict:
    card = cards.card(atlas, entry, voice)
    assert card
    return card


def section(atlas: Atlas, entry: str, key: str, voice: Voice = "clinician") -> dict:
    return next(one for one in made(atlas, entry, voice)["sections"] if one["key"] == key)


@pytest.mark.parametrize("structure", ["hip-bone.left", "femur.right", "fibula.left", "l5-vertebra"])
def test_the_nerve_passes_as_far_away_as_its_drawn_surface_lies(atlas: Atlas, structure: str) -> None:
    """The gap is that between the two meshes, not between the bone and the middle of the nerve."""
    said = made(atlas, structure)["lead"]["text"]
    nerve = section(atlas, structure, "beside")["links"][0]["id"]
    bone, tube = (atlas.body.mesh(key).points for key in (structure, nerve))
    apart = float(cKDTree(bone).query(tube)[0].min())

    told = re.search(r"(\d+) mm away", said)
    assert float(told[1]) if told else pytest.approx(apart, abs=1.8) == 0.0, (said, apart)


def test_the_line_of_gravity_runs_in_front_of_what_lies_nearer_the_back(atlas: Atlas) -> None:
    """y grows toward the back: where the line runs in front of a joint, the line has the smaller y."""
    line = next(one for one in atlas.body.manifest.lines if one.ahead)
    depth = line.points[0][1]
    passed = {
        "L5-S1 disc": atlas.body.mesh("l5-s1-disc").points.mean(axis=0),
        "Hip joint centre": np.array(atlas.body.manifest.landmarks["hip-joint-centre.left"]),
    }
    told = {one["term"]: one["text"] for one in section(atlas, line.id, "ahead")["items"]}

    assert {one[1] for one in line.points} == {depth}, "upright"
    assert len(told) == len(line.ahead)
    for name, point in passed.items():
        said = re.fullmatch(r"The line runs (\d+) mm (in front of|behind) it", told[name])
        assert said, told[name]
        assert float(said[1]) == pytest.approx(abs(point[1] - depth), abs=3), name
        assert said[2] == ("in front of" if depth < point[1] else "behind"), name


def test_the_shallower_depth_of_a_needle_is_said_first(atlas: Atlas) -> None:
    told = 0
    for key, placed in each(atlas.regions.items()):
        items = section(atlas, key, "needling")["items"]
        for item, way in zip(items, placed.region.needling.ways, strict=True):
            low, high = (float(one) for one in re.match(r"([\d.]+) to ([\d.]+) cun", item["term"]).groups())
            mm = [float(one) for one in re.match(r"(\d+) to (\d+) mm", item["text"]).groups()]
            assert (low, high) == way.depth_cun
            assert low < high
            assert mm == pytest.approx([low * placed.cun, high * placed.cun], abs=0.5)
            told += 1
    assert told > 50


LABELS = {"for": "Speaks for it", "against": "Speaks against it", "unclear": "Leaves it open"}


@pytest.mark.parametrize("voice", VOICES)
def test_a_finding_bears_the_label_of_the_way_it_leans(atlas: Atlas, voice: Voice) -> None:
    page = pages.page(atlas, "evidence", voice)
    badges = {block["title"]: block["badge"] for part in page["parts"] for block in part["blocks"]}
    weighed = [one for one in atlas.map.evidence.values() if one.kind in ("trial", "review", "guideline")]

    assert badges[atlas.map.evidence["nice"].title] == "Speaks against it"
    assert badges[atlas.map.evidence["trial-2024"].title] == "Speaks for it"
    assert {badges[one.title] for one in weighed} == set(LABELS.values())
    for one in weighed:
        assert badges[one.title] == LABELS[one.leans], one.id


def test_things_are_flown_to_from_as_near_as_their_size_asks(atlas: Atlas) -> None:
    """Half of what is drawn for a structure; half a hand's width for a point or a cause on it."""
    for key in each(atlas.regions):
        assert 40 < atlas.entries[key].reach < 80, key
    for key in each(atlas.sites):
        assert 40 < atlas.entries[key].reach < 80, key
    for key in ("sciatic.left", "sacrum", "calcaneus.right"):
        low, high = np.array(atlas.body.structures[key].bounds).reshape(3, 2).T
        assert atlas.entries[key].reach == pytest.approx(math.dist(low, high) / 2), key
        assert np.array_equal(np.clip(atlas.entries[key].centre, low, high), atlas.entries[key].centre), key
