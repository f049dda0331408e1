"""The published JSON Schema: it takes and refuses what the reader does, and explains each key."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from point_maps import maps
from point_maps.checking.reading import parse
from point_maps.schema import FIELDS, SCHEMA, keys
from populated import each

SHIPPED = maps.files([maps.DATA])
GUIDE = Path(__file__).parents[2] / "docs" / "point-maps.md"
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def schema():
    found = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


@pytest.fixture(scope="module")
def validator(schema):
    return jsonschema.Draft202012Validator(schema)


def tables(schema):
    return [schema, *schema["$defs"].values()]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_it_takes_every_shipped_file(validator, path):
    assert not list(validator.iter_errors(tomllib.loads(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split("\n")[0])
def test_it_takes_the_examples_of_the_guide(validator, text):
    assert not list(validator.iter_errors(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "A', 'titel = "A'),
        ('code = "LI7"', "code = 5"),
        ("mm = 12,", 'mm = "12",'),
        ("mm = 12,", "mm = 600,"),
        ('certainty = "fair"', 'certainty = "sure"'),
        ('limb = "forearm"', 'limb = "arm"'),
        ('roots = ["L5"]', "roots = []"),
        ('roots = ["L5"]', 'roots = "L5"'),
        ('cause = "herniated disc"', 'cause = "hernia"'),
        ('sources = ["berra-2021"]', "sources = []"),
        ("extent_mm = [8, 6]", "extent_mm = [8, 6, 4]"),
        ("at = 0.25 }", "at = 1.5 }"),
        ('standing = "inferred"', 'standing = "known"'),
        ('pinyin = "Wēnliū"\n', ""),
        ('citation = "Notes of my own course, spring term."\n', ""),
        ('citation = "Notes of', 'year = "2020"\ncitation = "Notes of'),
    ],
)
def test_it_refuses_what_the_reader_refuses(validator, old, new):
    text = EXAMPLES[0].replace(old, new)
    assert text != EXAMPLES[0]

    assert list(validator.iter_errors(tomllib.loads(text)))
    assert parse(Path("own.toml"), text.encode()).problems


def test_an_editor_can_explain_each_key(schema):
    silent = [
        (table["title"], key)
        for table in each(tables(schema))
        for key, field in table.get("properties", {}).items()
        if not field.get("description")
    ]

    assert not silent


def test_an_editor_can_show_an_example_of_what_teachers_type(schema):
    shown = {
        key for t in tables(schema) for key, field in t.get("properties", {}).items() if "examples" in field
    }

    assert {"id", "name", "plain_name", "anchor", "nerve", "between", "roots", "nerves", "title"} <= shown


def test_no_note_on_a_key_is_left_over():
    assert set(tomllib.loads(FIELDS.read_text(encoding="utf-8"))) <= keys()
