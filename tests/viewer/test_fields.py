"""The page's table of fields as Python reads it: what a story's step may set, and what the documents say."""

import re
from pathlib import Path
from typing import get_args

import pytest

from models.records import DataError
from point_maps.records.statements import VOICES
from point_maps.records.stories import Step
from populated import each
from viewer.atlas.layers import LAYERS, Sides, Zoning
from viewer.atlas.views import NAMES
from viewer.cards import pages
from viewer.fields import TABLE, fields, parsed

DESCRIBED = (Path(__file__).parents[2] / "docs" / "address.md").read_text("utf-8")
SPOKEN = {"title", "says", "own", "pin", "look"}
"""What of a step is words, or says all of its picture in the words of an address."""


def test_a_storys_step_sets_just_what_the_table_says() -> None:
    settable = [key for field in fields() for key in field.set_by]

    assert sorted(settable) == sorted(Step.model_fields.keys() - SPOKEN)


def test_the_camera_of_a_step_is_its_view_and_the_skin_its_opacity() -> None:
    by_key = {field.key: field for field in fields()}

    assert by_key["opacity"].set_by == ("skin",)
    assert by_key["camera"].set_by == ()
    assert by_key["voice"].set_by == ()


@pytest.mark.parametrize(
    ("key", "values", "default"),
    [
        ("side", get_args(Sides), "both"),
        ("theme", ("auto", "light", "dark"), "auto"),
        ("zones", get_args(Zoning), "dermatome"),
        ("open", (*pages.TITLES, "red-flags", "about", "keys", "causes"), ""),
        ("voice", VOICES, "student"),
    ],
)
def test_the_words_of_a_choice_are_those_of_the_rest(key: str, values: tuple[str, ...], default: str) -> None:
    field = next(field for field in fields() if field.key == key)

    assert (field.values, field.default) == (values, default)


@pytest.mark.parametrize("key", ["side", "zones"])
def test_a_step_has_the_same_words_for_a_choice_and_the_same_default(key: str) -> None:
    field = next(field for field in fields() if field.key == key)
    column = Step.model_fields[key]

    assert set(get_args(column.annotation)) == set(field.values)
    assert column.default == field.default


def test_a_table_that_cannot_be_read_says_where_and_why() -> None:
    text = TABLE.read_text("utf-8")
    with pytest.raises(DataError, match="export const FIELDS"):
        parsed(text.replace("FIELDS", "ROWS"))
    with pytest.raises(DataError, match="undo"):
        parsed(text.replace('"undo": false', '"undo": "perhaps"', 1))
    with pytest.raises(DataError, match="colour"):
        parsed(text.replace('"undo": false', '"undo": false, "colour": "red"', 1))
    with pytest.raises(DataError, match="JSON"):
        parsed(text.replace('"undo": false', "undo: false", 1))


def rows() -> dict[str, str]:
    """The rows of the document's table, by the word of the address each is about."""
    return {found[1]: found[0] for found in re.finditer(r"^\| `(\w+)` \|.*$", DESCRIBED, re.MULTILINE)}


def test_every_field_stands_in_the_document_and_no_other() -> None:
    assert list(rows()) == [field.key for field in fields()]


def test_the_document_names_every_word_and_the_default_of_a_choice() -> None:
    for field in each(field for field in fields() if field.kind == "choice"):
        row = rows()[field.key]
        for value in each(field.values):
            assert f"`{value}`" in row, f"{field.key}: {value}"
        default = row.split("|")[3].strip()
        assert default == (f"`{field.default}`" if field.default else "none")


def test_the_document_names_the_layers_and_the_views() -> None:
    for kind, names in {"layers": [layer.id for layer in LAYERS], "views": list(NAMES)}.items():
        sentence = re.search(rf"The {kind} are (.*?)\.", DESCRIBED, re.DOTALL)
        assert sentence
        assert re.findall(r"`([\w-]+)`", sentence[1]) == names


def test_the_document_says_what_of_an_address_a_story_settles() -> None:
    sentence = re.search(r"A step settles (.*?)\.", DESCRIBED, re.DOTALL)

    assert sentence
    assert re.findall(r"`(\w+)`", sentence[1]) == [field.key for field in fields() if field.story == "step"]


def test_the_examples_of_the_document_name_fields() -> None:
    known = {field.key for field in fields()}
    for query in each(re.findall(r"[?#]([a-z]+=[^`\s\"]+)", DESCRIBED)):
        assert {part.partition("=")[0] for part in query.replace("&amp;", "&").split("&")} <= known, query
