"""Variants are offered with their prevalence, drawn apart from the usual anatomy, and explained."""

import pytest

from populated import each
from viewer.atlas import Atlas, variants
from viewer.cards import cards
from viewer.edition import outline

DRAWN = ("piriformis-type-b", "piriformis-type-c", "piriformis-type-d", "bifurcation-high", "bifurcation-low")


def test_what_is_drawn_and_explained_is_offered(atlas: Atlas) -> None:
    assert set(atlas.choices) == set(DRAWN)
    assert {card.of for card in atlas.variants.values() if card.usual} == {
        "exit at piriformis",
        "level of division",
    }


def test_prevalence_is_beside_each(atlas: Atlas) -> None:
    for offer in each(variants.offered(atlas.body, atlas.variants)):
        assert offer["share"], offer["id"]


@pytest.mark.parametrize("variant", DRAWN)
def test_a_variant_replaces_what_is_there_by_what_is_its_own(atlas: Atlas, variant: str) -> None:
    [offer] = [one for one in variants.offered(atlas.body, atlas.variants) if one["id"] == variant]
    own = [structure for structure in atlas.body.structures.values() if structure.variant == variant]

    assert offer["replaces"]
    assert own
    for structure in own:
        stands = atlas.entries[structure.id].stands_for
        assert set(stands) <= set(offer["replaces"])
        assert all(atlas.body.structures[key].side == structure.side for key in stands)


@pytest.mark.parametrize("variant", DRAWN)
def test_the_card_says_how_common_it_is_and_what_it_does_not_mean(atlas: Atlas, variant: str) -> None:
    card = cards.card(atlas, variants.PREFIX + variant, "student")

    assert card is not None
    titles = [section["title"] for section in card["sections"]]
    assert {"How common is it?", "What does it not mean?", "What is drawn differently?"} <= set(titles)
    assert card["sources"]


def test_no_pack_mixes_a_variant_with_the_usual_anatomy(atlas: Atlas) -> None:
    for pack in each(atlas.packs.all):
        of = {atlas.entries[key].variant for key in pack.ids}
        assert of == {pack.variant}, pack.group
        drawn = [atlas.entries[key] for key in pack.ids]
        assert {entry.layer or "zones" for entry in drawn} == {pack.layer}, pack.group


def test_the_list_shows_the_usual_anatomy_and_one_group_of_variants(atlas: Atlas) -> None:
    groups = outline.outline(atlas)
    [group] = [group for group in groups if group["title"] == "Variants"]

    assert len(group["rows"]) == len(atlas.variants)
    listed = {key for other in groups if other is not group for row in other["rows"] for key in row["ids"]}
    assert not any(atlas.entries[key].variant for key in listed)


def test_the_usual_anatomy_is_measured_without_variants(atlas: Atlas) -> None:
    assert not any(atlas.entries[nerve.id].variant for nerve in each(atlas.nerves))
