"""Every key with every kind of value TOML has: each message is in words a teacher knows, none in Python's."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import get_args, get_origin

import pytest
from pydantic import BaseModel

from point_maps.checking import reading, sentences
from point_maps.checking.reading import parse
from point_maps.checking.values import in_words
from point_maps.schema import PATTERNS, MapFile, json_schema

VALUES = (
    '"a text"', '""', "'<b>'", '"\\u202e"', "5", "-3", "1.5", "1e308", "nan", "inf", "-inf", "true", "false",
    "1979-05-27", "1979-05-27T07:32:00", "1979-05-27T07:32:00.5+02:00", "07:32:00", "[]", "[[]]", "{}",
    '[1, 1.5, true, nan, "a", 1979-05-27, 07:32:00, [], {}]', "{ a = 1979-05-27 }", "[{ a = [] }]",
    "9" * 300, "0x" + "f" * 4000,
)  # fmt: skip
HEADER = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n'


def places(model: type[BaseModel], outer: tuple = ()) -> Iterator[str]:
    """Each key of a model and of the tables in it, in TOML with a gap: '{ a = [{ b = %s }] }'."""
    for key, field in model.model_fields.items():
        yield f"{{ {key} = %s }}"
        for inner in parts(field.annotation):
            if inner not in outer:
                many = get_origin(field.annotation) is tuple
                within = "[%s]" if many else "%s"
                yield from (
                    f"{{ {key} = {within % place} }}" for place in places(inner, (*outer, model, inner))
                )


def parts(annotation) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from parts(part)


@cache
def files() -> tuple[str, ...]:
    """A file for each key: its record over and over, with another kind of value each time."""
    found = []
    for kind, field in MapFile.model_fields.items():
        for record in parts(field.annotation):
            for place in dict.fromkeys(places(record, (record,))):
                rows = ",\n".join(place % value for value in VALUES)
                found.append(f"{HEADER}{kind} = [\n{rows}\n]\n")
    header = [f"{key} = {value}\n" for key in ("title", "version", "licence", "authors") for value in VALUES]
    return (*found, *header)


@pytest.fixture
def all_told(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PROBLEMS", 10**6)
    return lambda text: [str(problem) for problem in parse(Path("own.toml"), text.encode()).problems]


def test_no_key_answers_any_kind_of_value_in_words_of_python(hostile, all_told):
    assert len(files()) > 400
    for text in files():
        told = all_told(text)
        assert told
        for line in told:
            assert hostile.FORM.fullmatch(line), line
            assert line.isprintable(), line
            assert not hostile.python_in(line), line


def test_the_kinds_of_error_that_can_happen_have_words_of_their_own(all_told, monkeypatch):
    met = set()
    monkeypatch.setattr(reading, "from_error", lambda *told: met.add(told[-1]["type"]))
    for text in files():
        all_told(text)

    assert {"string_type", "tuple_type", "literal_error", "finite_number"} <= met
    assert met <= {*sentences.SENTENCES, "value_error", "extra_forbidden"}


def test_every_pattern_a_text_must_match_is_told_in_words():
    assert set(patterns(json.loads(json_schema()))) == set(PATTERNS)


def patterns(schema) -> Iterator[str]:
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    if isinstance(schema, dict) and isinstance(schema.get("pattern"), str):
        yield schema["pattern"]
    for part in parts:
        yield from patterns(part)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("LI5", "'LI5'"),
        (5, "5"),
        (1.5, "1.5"),
        (10**50, "a number of more than 40 digits"),
        (float("nan"), "nan, which is no number"),
        (float("-inf"), "-inf, a number without end"),
        (True, "true without quotes"),
        (date(2026, 1, 5), "the date 2026-01-05"),
        (datetime(2026, 1, 5, 7, 32), "the date and time 2026-01-05T07:32:00"),
        (time(7, 32), "the time 07:32:00"),
        ([], "an empty list"),
        ([1], "a list"),
        ({}, "a table"),
        (None, "nothing"),
        (object(), "something else"),
    ],
)
def test_any_value_is_said_in_words(value, said):
    assert in_words(value) == said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "version = 2026-01-05",
            "own.toml, line 1: version: must be a text in quotes; got the date 2026-01-05. "
            'Put it in quotes: version = "2026-01-05"',
        ),
        ("version = 3", 'version: must be a text in quotes; got 3. Put it in quotes: version = "3"'),
        ("version = 1.10", "version: must be a text in quotes; got 1.1. Put quotes around it"),
        ("version = true", 'got true without quotes. Put it in quotes: version = "true"'),
        (
            "authors = [2026-01-05]",
            'authors 1: must be a text in quotes; got the date 2026-01-05. Put it in quotes: "2',
        ),
        ("version = {}", "version: must be a text in quotes; got a table. Write a text in quotes"),
        ('[[system]]\nnumber = "1"', "must be a whole number; got '1'. Write it without quotes"),
        (
            "[[system]]\nnumber = 1979-05-27",
            "must be a whole number; got the date 1979-05-27. Write a whole number",
        ),
        ('[[channel]]\ncode = "Bl"', "code: must be two capital letters, such as 'BL'; got 'Bl'. Rewrite it"),
    ],
)
def test_what_is_of_another_kind_is_named_with_how_to_write_it(all_told, text, told):
    assert any(told in line for line in all_told(text)), all_told(text)
