"""Headings and keys that a map file does not know: which one was meant, and where it stands."""

from pathlib import Path

import pytest

from point_maps.checking.headings import OTHER_WORDS, meant
from point_maps.checking.reading import parse
from point_maps.schema import RECORDS, MapFile, keys, keys_at, models
from populated import each

HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n\n'


def told(text: str) -> list[str]:
    return [str(problem) for problem in parse(Path("own.toml"), (HEADER + text).encode()).problems]


@pytest.mark.parametrize(
    ("text", "place", "wrong", "right"),
    [
        ('[[regions]]\ncode = "LI5"\n', "line 5: regions", "[[regions]]", "[[region]]"),
        ("[[sites]]\n", "line 5: sites", "[[sites]]", "[[site]]"),
        ("[[Region]]\n", "line 5: Region", "[[Region]]", "[[region]]"),
        ("[[REGIONS]]\n", "line 5: REGIONS", "[[REGIONS]]", "[[region]]"),
        ("[regions]\n", "line 5: regions", "[regions]", "[[region]]"),
        ("[[stories]]\n", "line 5: stories", "[[stories]]", "[[story]]"),
        ("[[red-flag]]\n", "line 5: red-flag", "[[red-flag]]", "[[red_flag]]"),
        ("[[redflags]]\n", "line 5: redflags", "[[redflags]]", "[[red_flag]]"),
        ("[[reigon]]\n", "line 5: reigon", "[[reigon]]", "[[region]]"),
        ("[[cause]]\n", "line 5: cause", "[[cause]]", "[[site]]"),
        ("[[points]]\n", "line 5: points", "[[points]]", "[[region]]"),
        ("[[references]]\n", "line 5: references", "[[references]]", "[[source]]"),
        ("\n[[story]]\n[[story.steps]]\n", "line 7: story 1, steps", "[[story.steps]]", "[[story.step]]"),
        (
            "[[region]]\n[region.anchors]\n",
            "line 6: region 1, anchors",
            "[region.anchors]",
            "[region.anchor]",
        ),
        ("[[region]]\n[[region.radii]]\n", "line 6: region 1, radii", "[[region.radii]]", "[region.radius]"),
        ("[[zone]]\n[zone.parts]\n", "line 6: zone 1, parts", "[zone.parts]", "[[zone.part]]"),
    ],
)
def test_a_heading_of_another_name_is_told_with_the_one_that_was_meant(text, place, wrong, right):
    sentence = (
        f"must be a table that map files have; got {wrong}: there is no such table. Did you mean {right}?"
    )

    assert f"own.toml, {place}: {sentence}" in told(text)


@pytest.mark.parametrize(("key", "likely"), [("[[wombat]]", ""), ("[xyz]", "")])
def test_a_heading_like_no_other_is_told_without_a_guess(key, likely):
    (found,) = told(f"{key}\n")

    assert f"got {key}: there is no such table. Look it up in the guide's list, or take it out" in found
    assert not likely


@pytest.mark.parametrize("kind", RECORDS)
def test_every_heading_in_single_brackets_is_told_with_two(kind):
    (found,) = told(f"[{kind}]\na = 1\n")

    assert found.endswith(
        f"line 5: {kind}: must be in double brackets, as there may be several; got [{kind}]. Write [[{kind}]]"
    )


@pytest.mark.parametrize("kind", RECORDS)
def test_every_heading_in_the_plural_or_in_capitals_is_understood(kind):
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"

    assert [meant(name, RECORDS) for name in (plural, kind.upper(), plural.title())] == 3 * [kind]


def test_a_heading_within_another_in_the_wrong_brackets_is_told():
    assert any("got [story.step]. Write [[story.step]]" in line for line in told("[[story]]\n[story.step]\n"))
    single = "must be in single brackets, as there is only one; got [[region.anchor]]. Write [region.anchor]"
    assert any(
        f"line 6: region 1, anchor: {single}" in line for line in told("[[region]]\n[[region.anchor]]\n")
    )


def test_braces_in_place_of_a_list_are_not_called_a_heading():
    (found,) = [line for line in told('[[region]]\ncautions = { text = "a" }\n') if "cautions" in line]

    assert "line 6: region 1, cautions: must be a list in square brackets; got a table. Put brackets" in found


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("[[region]]\npain_side = 1\n", "pain_side", ""),
        ("[[region]]\nplane_name = 1\n", "plane_name", "plain_name"),
        ("[[region]]\nPinyin = 1\n", "Pinyin", "pinyin"),
        ("[[region]]\ncaution = 1\n", "caution", "cautions"),
        ("[[source]]\ncitaton = 1\n", "citaton", "citation"),
        ('[[source]]\n"also called" = 1\n', "also called", ""),
        ('[[site]]\n"plain name" = 1\n', "plain name", "plain_name"),
        ("[[site]]\nanchor = { nerv = 1 }\n", "nerv", "nerve"),
        ("[[region]]\nanchor = { level = { towards = 1 } }\n", "towards", "toward"),
        ('license = "CC"\n', "license", "licence"),
        ('author = "me"\n', "author", "authors"),
    ],
)
def test_a_misspelt_key_is_told_with_the_nearest_of_its_own_table(text, key, nearest):
    (found,) = [line for line in told(text) if f"got '{key}'" in line]

    assert "must be a key this table knows" in found
    assert (f"(nearest: {nearest}" in found) if nearest else "nearest" not in found, found


def test_no_hint_is_the_key_that_was_refused():
    """The keys of other tables were offered too, and so 'regions' for 'regions'."""
    for key in each(sorted(keys())):
        for kind, model in each(RECORDS.items()):
            lines = [line for line in told(f"[[{kind}]]\n{key} = 1\n") if "a key this table knows" in line]
            assert bool(lines) == (key not in model.model_fields)
            assert not [line for line in lines if f"(nearest: {key})" in line]


def test_the_keys_of_a_table_are_found_however_deep_it_lies():
    assert keys_at(()) == set(MapFile.model_fields)
    assert "cun" in keys_at(("region", 2, "anchor", "level"))
    assert {"nerve", "nearest", "at", "limb"} == keys_at(("site", 0, "anchor"))
    assert "between" in keys_at(("region", 0, "anchor", "level", "of"))
    assert "depth_cun" in keys_at(("region", 0, "needling", "also", 1))


def test_other_words_lead_to_what_there_is():
    known = {field for model in models(MapFile) for field in model.model_fields}

    assert set(OTHER_WORDS.values()) <= known
    assert not set(OTHER_WORDS) & set(RECORDS)


def test_a_header_below_a_heading_is_told_to_stand_above():
    text = '[[source]]\nid = "a"\ntitle = "Own"\n'
    found = [str(problem) for problem in parse(Path("own.toml"), text.encode()).problems]

    assert "own.toml: title: must be there; got nothing. Add it at the top, above every heading" in found
