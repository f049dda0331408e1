"""The steps to a region, in words for each reader and as they are drawn, say the same thing."""

import re

import numpy as np
import pytest

from point_maps.records.statements import VOICES
from populated import each
from viewer.atlas import Atlas
from viewer.cards import cards, finding, finding_words

TERMS = re.compile(
    r"malleol|tendon|proximal|distal|radial|ulnar|medial|lateral|posterior|anterior", re.IGNORECASE
)
"""What a patient is not asked to know; 'Achilles' they do."""


@pytest.mark.parametrize("voice", VOICES)
def test_every_region_is_found_in_two_to_four_steps(atlas: Atlas, voice: str) -> None:
    for placed in each(atlas.regions.values()):
        told = finding_words.steps(atlas, placed, voice)
        drawn = finding.drawn(atlas, placed)["steps"]
        assert 2 <= len(told) <= 4, placed.id
        assert [len(step["marks"]) for step in told] == [len(step["at"]) for step in drawn], placed.id
        for step in each(told):
            assert step["title"], placed.id
            assert "{" not in step["title"] + step["text"], placed.id
            assert len(f"{step['title']} {step['text']}".split()) <= 32, (placed.id, step)


def test_a_patient_reads_no_terms(atlas: Atlas) -> None:
    for placed in each(atlas.regions.values()):
        for step in each(finding_words.steps(atlas, placed, "patient")):
            said = " ".join(
                [step["title"], step["text"], *(f"{m['name']} {m['note']}" for m in step["marks"])]
            )
            assert not TERMS.search(said), (placed.id, said)


def test_the_two_known_ones_are_said_as_they_are_measured(atlas: Atlas) -> None:
    ankle = finding_words.steps(atlas, atlas.regions["KI3.left"], "student")
    assert [step["title"] for step in ankle] == [
        "Find: Inner ankle bone",
        "Go on to: Achilles tendon",
        "Halfway",
    ]
    assert ankle[2]["text"] == "33 of 66 mm from inner ankle bone to Achilles tendon"

    wrist = finding_words.steps(atlas, atlas.regions["PC6.right"], "clinician")
    assert wrist[1]["title"] == "2 cun proximal"
    assert wrist[1]["text"].startswith("45 mm here; 1 cun = 22.3 mm")
    assert [mark["name"] for mark in wrist[2]["marks"]] == ["PL tendon", "FCR tendon"]


@pytest.mark.parametrize("voice", VOICES)
def test_how_its_place_moves_is_told_for_each_way_of_measuring(atlas: Atlas, voice: str) -> None:
    for placed in each(atlas.regions.values()):
        ways, dashed = finding_words.measured(atlas, placed, voice), finding.drawn(atlas, placed)["fingers"]
        assert [way["mark"] for way in ways] == (["bone", "fingers", ""] if dashed else [""]), placed.id
        assert ("counted" in ways[-1]["text"]) == (len(ways) == 1) or voice == "clinician", placed.id
        for way in each(ways):
            assert way["name"], placed.id
            assert way["text"].strip("."), placed.id
            assert "{" not in way["text"], placed.id
            assert bool(way["refs"]) == bool(way["mark"]), "what is measured says by whom"
            assert voice != "patient" or not TERMS.search(way["name"] + way["text"]), placed.id


def test_fingers_that_are_told_are_where_they_are_drawn(atlas: Atlas) -> None:
    placed = atlas.regions["LR5.left"]
    count, drawn = finding.counted(atlas, placed), finding.drawn(atlas, placed)["fingers"]
    away = np.linalg.norm(np.array(drawn["at"]) - placed.centre)
    told = finding_words.measured(atlas, placed, "clinician")[1]["text"]

    assert count is not None
    assert count.by == "four"
    assert f"5 F-cun = {count.mm:.0f} mm, {away:.0f} mm short" in told
    assert drawn["ring"] == 20


def test_left_and_right_are_said_alike_and_drawn_on_their_own_side(atlas: Atlas) -> None:
    for key, placed in each(atlas.regions.items()):
        if placed.side == "left":
            other = atlas.regions[key.replace(".left", ".right")]
            steps = [finding_words.steps(atlas, one, "student") for one in (placed, other)]
            assert [step["title"] for step in steps[0]] == [step["title"] for step in steps[1]], key
        drawn = finding.drawn(atlas, placed)
        points = [point for step in drawn["steps"] for point in (*step["at"], *step.get("line", []))]
        assert all((point[0] > 0) == (placed.side == "left") for point in each(points)), key
        assert all(one.endswith(f".{placed.side}") for one in drawn["felt"]), key


def test_a_card_has_its_steps_and_how_sure_they_are_with_a_source(atlas: Atlas) -> None:
    card = cards.card(atlas, "KI3.left", "patient")
    assert card is not None
    assert len(card["steps"]) == len(card["construction"]["steps"]) == 3
    assert card["sure"]["certainty"] == "well defined"
    assert card["sure"]["refs"]
    assert all(1 <= number <= len(card["sources"]) for number in card["sure"]["refs"])
    assert card["construction"]["ring"] == 10
    assert card["construction"]["core"] > finding.drawn(atlas, atlas.regions["LU6.left"])["core"], (
        "the rougher, the softer"
    )
