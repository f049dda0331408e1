"""Zones are sent as the points they cover, light with the right nerve, and never without their caveat."""

import struct
from itertools import combinations

import numpy as np
import pytest

from point_maps.records.statements import VOICES
from populated import each
from viewer.atlas import Atlas, skin_zones
from viewer.cards import cards


def unpacked(data: bytes) -> list[tuple[list[int], list[int]]]:
    """What a browser reads from a pack of zones: points and weights (0-255) of each."""
    (count,), at, found = struct.unpack_from("<I", data), 4, []
    for _ in range(count):
        (size,) = struct.unpack_from("<I", data, at)
        steps = struct.unpack_from(f"<{size}I", data, at + 4)
        weights = struct.unpack_from(f"<{size}B", data, at + 4 + 4 * size)
        found.append((list(np.cumsum(steps)), list(weights)))
        at += 4 + 4 * size + -(-size // 4) * 4
    assert at == len(data)
    return found


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_pack_holds_the_zones_of_its_side_in_order(atlas: Atlas, side: str) -> None:
    [pack] = [pack for pack in atlas.packs.all if pack.group == f"zones.{side}"]
    zones = {zone.id: zone for zone in atlas.zones} | dict(atlas.painful)

    sent = unpacked(atlas.packs.read(pack.group))

    assert pack.ids == tuple(key for key, zone in zones.items() if zone.side == side)
    for entry, (points, weights) in zip(pack.ids, sent, strict=True):
        assert points == zones[entry].vertices.tolist()
        assert np.allclose(np.array(weights) / 255, zones[entry].weights, atol=1 / 500)


def test_zones_are_small_to_send(atlas: Atlas) -> None:
    assert sum(len(atlas.packs.packed(f"zones.{side}")) for side in ("left", "right")) < 120_000


@pytest.mark.parametrize("root", ["l4", "l5", "s1", "s2"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_root_lights_its_dermatome(atlas: Atlas, root: str, side: str) -> None:
    card = cards.card(atlas, f"{root}-root.{side}", "student")

    assert card is not None
    assert [zone for zone in card["zones"] if zone.startswith("dermatome")] == [f"dermatome-{root}.{side}"]


@pytest.mark.parametrize(
    ("nerve", "zones"),
    [
        ("sural", {"skin-of-sural"}),
        ("superficial-fibular", {"skin-of-superficial-fibular"}),
        ("tibial", {"skin-of-sural", "skin-of-medial-plantar", "skin-of-lateral-plantar"}),
    ],
)
def test_a_branch_lights_its_skin_and_that_of_its_own_branches(
    atlas: Atlas, nerve: str, zones: set[str]
) -> None:
    card = cards.card(atlas, f"{nerve}.left", "student")

    assert card is not None
    assert {f"{zone}.left" for zone in zones} <= set(card["zones"])
    assert not any(zone.startswith("dermatome") for zone in card["zones"])


def test_the_whole_sciatic_nerve_lights_no_skin_by_itself(atlas: Atlas) -> None:
    card = cards.card(atlas, "sciatic.left", "student")

    assert card is not None
    assert card["zones"] == []
    assert "skin-of-sural.left" in card["served"]


def test_every_zone_says_how_far_it_can_be_relied_on_and_who_says_so(atlas: Atlas) -> None:
    for zone in each(atlas.zones):
        card = cards.card(atlas, zone.id, "student")
        assert card is not None
        [caveat] = [section for section in card["sections"] if section["tone"] == "care"]
        assert caveat["text"][0]["refs"]
        assert card["sources"]
        assert card["zones"] == [zone.id]


def test_every_division_has_a_caveat_and_every_zone_a_colour(atlas: Atlas) -> None:
    seen = skin_zones.seen(atlas.zones)

    for voice in VOICES:
        told = skin_zones.caveats(atlas.map.remarks, voice)
        assert {zone["by"] for zone in seen.values()} == set(told) == set(skin_zones.LIST_GROUPS)
        assert all(told.values())
    dermatomes = {zone["colour"] for zone in seen.values() if zone["by"] == "dermatome"}
    assert len(dermatomes) == 4
    assert all(len(zone["colour"]) == 7 for zone in seen.values())


FEWER_HUES = {
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
"""Machado, Oliveira, Fernandes 2009, IEEE TVCG 15:1291: severity 1.0, applied to linear RGB."""


@pytest.mark.parametrize("eyes", FEWER_HUES)
def test_dermatomes_stay_apart_for_eyes_that_see_fewer_hues(eyes: str) -> None:
    def seen(colour: str) -> np.ndarray:
        linear = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]) ** 2.2
        return np.clip(np.array(FEWER_HUES[eyes]) @ linear, 0, 1) ** (1 / 2.2)

    colours = [seen(colour) for colour in skin_zones.COLOURS.values()]
    for one, other in each(combinations(colours, 2)):
        assert np.linalg.norm(one - other) > 0.2


def test_zones_lie_on_their_own_side(atlas: Atlas) -> None:
    for entry in each(atlas.entries.values()):
        if entry.kind == "zone":
            assert (entry.centre[0] > 0) == (entry.side == "left"), entry.id
