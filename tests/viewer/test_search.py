"""People find things by whatever name they know, spelled as they spell."""

import pytest

from viewer import search
from viewer.atlas import Atlas


def ids(atlas: Atlas, question: str) -> list[str]:
    return [hit.id for hit in search.rank(question, atlas.entries)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("KI3", "KI3.left"),
        ("ki3", "KI3.left"),
        ("KI 3", "KI3.left"),
        ("Tàixī", "KI3.left"),
        ("taixi", "KI3.left"),
        ("太溪", "KI3.left"),
        ("lieque", "LU7.left"),
        ("sciatic nerve", "sciatic.left"),
        ("siatic", "sciatic.left"),
        ("femur", "femur.left"),
        ("thigh bone", "femur.left"),
        ("sacrum", "sacrum"),
        ("os sacrum", "sacrum"),
        ("tailbone", "coccyx"),
        ("herniated disc", "l4-l5-herniated-disc.left"),
        ("slipped disc", "l4-l5-herniated-disc.left"),
        ("pyriformis", "piriformis.left"),
        ("tarsal tunnel", "tarsal-tunnel.left"),
        ("peroneal nerve", "common-fibular.left"),
    ],
)
def test_it_is_found_among_the_first(atlas: Atlas, question: str, expected: str) -> None:
    assert expected in ids(atlas, question)[:6]


def test_a_side_in_the_question_keeps_to_that_side(atlas: Atlas) -> None:
    found = ids(atlas, "femur right")

    assert found[0] == "femur.right"
    assert all(atlas.entries[key].side == "right" for key in found)


def test_a_code_finds_its_two_sides_before_anything_else(atlas: Atlas) -> None:
    assert ids(atlas, "LU7")[:2] == ["LU7.left", "LU7.right"]


@pytest.mark.parametrize("question", ["", "   ", "?!", "zzzzqqq", "\x00", "left" * 400])
def test_nothing_is_found_for_nothing(atlas: Atlas, question: str) -> None:
    assert ids(atlas, question) == []


def test_tones_and_case_are_folded_away() -> None:
    assert search.fold("  Liè-QUĒ ") == "lie que"


def test_the_hit_says_by_which_name_it_was_found(atlas: Atlas) -> None:
    [hit, *_] = search.rank("太溪", atlas.entries)

    assert hit.by == "太溪"
