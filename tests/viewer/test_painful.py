"""Where it hurts: each painful place has its skin on every body, and is reached by what can be felt there."""

import numpy as np
import pytest

from models.catalogue import available, load
from point_maps import maps
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards

SIDES = ("left", "right")


@pytest.fixture(scope="module", params=sorted(available()))
def atlas(request):
    return Atlas(load(request.param), maps.load()).solve()


def reached(atlas, place):
    return cards.card(atlas, place, "student")["reached"]


def stems(ids):
    return {key.split(".")[0] for key in ids}


def test_every_painful_place_has_skin_of_its_own_on_its_side(atlas):
    places = {key for key, topic in atlas.topics.items() if topic.kind == "territory"}
    assert atlas.painful.keys() == places
    outward = {"left": 1, "right": -1}
    for key, patch in each(atlas.painful.items()):
        points = atlas.body.skin.points[patch.vertices[patch.weights > 0.5]]
        assert len(points) >= 15, key
        assert (points[:, 0] * outward[patch.side] > -15).all(), f"{key} lies on the other side"


@pytest.mark.parametrize("side", SIDES)
def test_places_lie_where_their_names_say(atlas, side):
    def middle(place):
        patch = atlas.painful[f"{place}.{side}"]
        return np.average(atlas.body.skin.points[patch.vertices], axis=0, weights=patch.weights)

    down = ["low-back-beside-spine", "buttock", "back-of-thigh-and-calf", "heel-and-outer-foot", "sole"]
    heights = [middle(place)[2] for place in down]
    assert heights == sorted(heights, reverse=True)
    assert middle("front-of-shin")[1] < middle("back-of-thigh-and-calf")[1] - 60, "front is before back"
    out = [abs(middle(place)[0]) for place in ("inner-lower-leg", "outer-lower-leg")]
    assert out[0] < out[1] - 40
    assert abs(middle("first-web")[0]) < abs(middle("top-of-foot-outer")[0])
    assert (
        abs(middle("on-the-spine")[0])
        < abs(middle("low-back-beside-spine")[0])
        < abs(middle("low-back-to-the-side")[0])
    )


@pytest.mark.parametrize(
    ("place", "roots", "felt", "not_felt"),
    [
        ("buttock", {"S1", "S2"}, {"piriformis-syndrome", "l5-s1-herniated-disc"}, {"tarsal-tunnel"}),
        ("back-of-thigh-and-calf", {"S1", "S2"}, {"l5-s1-herniated-disc"}, {"tarsal-tunnel", "fibular-neck"}),
        ("outer-lower-leg", {"L5"}, {"fibular-neck", "l4-l5-herniated-disc"}, {"l5-s1-herniated-disc"}),
        ("inner-lower-leg", {"L4"}, {"l3-l4-herniated-disc"}, {"piriformis-syndrome", "tarsal-tunnel"}),
        ("sole", {"L5", "S1", "S2"}, {"tarsal-tunnel", "l5-s1-herniated-disc"}, {"fibular-neck"}),
    ],
)
def test_a_place_is_reached_by_what_serves_it_and_by_nothing_else(atlas, place, roots, felt, not_felt):
    told = reached(atlas, f"{place}.left")
    assert {atlas.body.nerves[root].roots[0] for root in told["roots"]} == roots
    assert felt <= stems(told["sites"])
    assert not not_felt & stems(told["sites"])
    assert all(key.endswith((".left", ".midline")) for key in (*told["sites"], *told["nerves"]))


def test_what_is_felt_at_fewer_other_places_comes_first(atlas):
    places = {
        key: reached(atlas, key)["sites"] for key, topic in atlas.topics.items() if topic.kind == "territory"
    }
    assert places["sole.left"][0] == "tarsal-tunnel.left"
    for sites in each(places.values()):
        spread = [sum(site in others for others in places.values()) for site in sites]
        assert spread == sorted(spread)


def test_groups_hold_what_the_tables_pair_and_no_more(atlas):
    for key, topic in each(atlas.topics.items()):
        if topic.kind != "territory":
            continue
        paired = {
            one.key
            for one in atlas.map.balance.regions_for(topic.stem, topic.side)
            if one.choice != "off-level" and one.key in atlas.entries
        }
        groups = reached(atlas, key)["groups"]
        assert {region for group in groups for region in group["ids"]} == paired
        assert all(group["systems"] and group["limb"] in ("forearm", "lower-leg") for group in groups)
