"""What a needle can come to is named on each region's card; precautions follow from it, on every body."""

from collections.abc import Callable

import numpy as np
import pytest

from models import catalogue
from point_maps.records.statements import VOICES, Voice
from point_maps.solving.placed import PlacedRegion
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards, pages

AT_RISK = ("nerve", "artery", "vein")
ON_THE_SKIN_OF = {"forearm": "arm-with-a-fistula", "lower-leg": "foot-at-risk"}
OVER_AN_ARTERY = {
    *("LU6", "LU7", "LU8", "LU9", "LI5", "HT4", "HT5", "HT6", "HT7", "SI6", "TE5", "TE6", "PC6", "PC7"),
    *("KI3", "KI5", "KI6", "KI7", "KI8", "SP6"),
}
"""Where blood thinners must be spoken of: by the bodies' own vessels, or by what the record tells.

On the smaller arm of the female bodies LI6 comes within reach of the radial artery as well.
"""


@pytest.fixture(scope="module", params=catalogue.available())
def body_atlas(request: pytest.FixtureRequest, atlas_of: Callable[[str], Atlas]) -> Atlas:
    return atlas_of(request.param)


def near(atlas: Atlas, placed: PlacedRegion) -> set[str]:
    """Nerves and vessels with a point of their mesh no further beside a needle than the region is large.

    Reckoned apart from the solver: from the corners of the meshes, straight along each way.
    """
    found = set()
    for way, direction in zip(placed.region.needling.ways, placed.needles, strict=True):
        start, deep = np.array(placed.centre), way.depth_cun[1] * placed.cun
        for key, known in atlas.body.structures.items():
            if known.system not in AT_RISK or known.variant or known.side not in (placed.side, "midline"):
                continue
            low, high = np.array(known.bounds).reshape(3, 2).T
            if np.any(low > start + 45) or np.any(high < start - 45):
                continue
            points = atlas.body.mesh(key).points - start
            along = np.clip(points @ np.array(direction), 0, deep)
            aside = np.linalg.norm(points - along[:, None] * np.array(direction), axis=1)
            if aside.min() < placed.radius - 0.2:
                found.add(key)
    return found


def sections(atlas: Atlas, key: str, voice: Voice) -> dict[str, dict]:
    card = cards.card(atlas, key, voice)
    assert card
    return {one["key"]: one for one in card["sections"]}


def test_every_nerve_and_vessel_within_a_needles_reach_is_named_on_the_card(body_atlas: Atlas) -> None:
    reached = 0
    for key, placed in each(body_atlas.regions.items()):
        told = sections(body_atlas, key, "clinician")
        named = {item["term"] for part in ("measured", "met") if part in told for item in told[part]["items"]}
        plain = sections(body_atlas, key, "patient").get("reach", {"text": [{"text": ""}]})["text"][0]["text"]
        for structure in near(body_atlas, placed):
            name = body_atlas.entries[structure].name
            assert name in named, (key, name)
            assert name.casefold() in plain.casefold(), (key, name)
            reached += 1
    assert reached > 80


@pytest.mark.parametrize("voice", VOICES)
def test_blood_thinners_are_spoken_of_wherever_an_artery_is_within_reach(
    body_atlas: Atlas, voice: Voice
) -> None:
    name = body_atlas.map.precautions["blood-thinners"].name
    told = set()
    for key, placed in each(body_atlas.regions.items()):
        said = name in {item["term"] for item in sections(body_atlas, key, voice)["precautions"]["items"]}
        arteries = {
            one for one in near(body_atlas, placed) if body_atlas.body.structures[one].system == "artery"
        }
        assert said or not arteries, (key, arteries)
        told |= {placed.region.code} if said else set()
    assert told == OVER_AN_ARTERY | ({"LI6"} if body_atlas.body.id.startswith("female") else set())


@pytest.mark.parametrize("voice", VOICES)
def test_a_joint_and_the_limb_bring_their_own_precautions(atlas: Atlas, voice: Voice) -> None:
    names = {key: one.name for key, one in atlas.map.precautions.items()}
    for key, placed in each(atlas.regions.items()):
        told = {item["term"] for item in sections(atlas, key, voice)["precautions"]["items"]}
        concerns = {one for caution in placed.region.cautions for one in caution.concerns}
        assert (names["joint"] in told) == ("joint" in concerns), key
        limb = placed.region.anchor.limb
        assert {other: names[one] in told for other, one in ON_THE_SKIN_OF.items()} == {
            "forearm": limb == "forearm",
            "lower-leg": limb == "lower-leg",
        }, key


@pytest.mark.parametrize("voice", VOICES)
def test_needle_safety_is_one_press_from_every_region(atlas: Atlas, voice: Voice) -> None:
    for key in each(atlas.regions):
        assert "safety" in sections(atlas, key, voice)["pages"]["pages"], key


@pytest.mark.parametrize("voice", VOICES)
def test_the_page_on_safety_tells_every_precaution_and_what_to_watch_for(atlas: Atlas, voice: Voice) -> None:
    page = pages.page(atlas, "safety", voice)
    told = {block["title"]: block["text"][0]["text"] for part in page["parts"] for block in part["blocks"]}

    assert told == {one.name: one.said(voice) for one in atlas.map.precautions.values()}
    assert [part["key"] for part in page["parts"]] == ["before", "places", "after"]
    assert page["sources"]
