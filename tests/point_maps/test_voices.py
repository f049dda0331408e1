"""Each statement speaks to three readers: the same fact, in each one's own words and length."""

from collections.abc import Iterator
from statistics import mean

import pytest
from pydantic import BaseModel

from point_maps import maps
from point_maps.checking.reading import read
from point_maps.checking.wording import SENTENCE_END
from point_maps.records.statements import VOICES, Statement
from populated import each

SHORT = 90
"""Characters: a statement no longer than this may be the same for two readers."""


def statements(value: object, path: str = "") -> Iterator[tuple[str, Statement]]:
    """Every statement of a record, with where it stands."""
    if isinstance(value, Statement):
        yield path, value
    if isinstance(value, BaseModel):
        own = getattr(value, "id", getattr(value, "code", ""))
        for field in type(value).model_fields:
            yield from statements(getattr(value, field), f"{path} {own}".strip() + f" {field}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from statements(part, f"{path} {number + 1}")


@pytest.fixture(scope="module")
def said() -> list[tuple[str, Statement]]:
    return [
        (f"{path.name}: {place}", statement)
        for path in maps.files([maps.DATA])
        for place, statement in statements(read(path).content)
    ]


def test_every_statement_has_words_for_a_patient_and_for_a_clinician(said):
    assert len(said) > 500
    assert not [place for place, statement in said if not statement.patient]
    assert not [place for place, statement in said if not statement.clinician]


def test_the_three_differ_where_there_is_more_than_a_phrase_to_say(said):
    alike = [
        place
        for place, statement in each(said)
        if len(statement.text) > SHORT and len({statement.said(voice) for voice in VOICES}) < len(VOICES)
    ]

    assert not alike


def test_patients_get_the_shortest_words(said):
    length = {voice: mean(len(statement.said(voice)) for _, statement in said) for voice in VOICES}

    assert length["patient"] < 0.9 * min(length["student"], length["clinician"]), length


def test_a_patient_gets_a_few_sentences_and_nobody_an_essay(said):
    for place, statement in each(said):
        assert len(SENTENCE_END.split(statement.said("patient"))) <= 4, place
        assert max(len(statement.said(voice)) for voice in VOICES) < 420, place


def test_each_voice_speaks_in_whole_sentences(said):
    for place, statement in each(said):
        for voice in each(VOICES):
            words = statement.said(voice)
            first = words.lstrip("'\"")[0]
            assert first.isupper() or first.isdigit(), (place, voice, words)
            assert words.endswith("."), (place, voice, words)


def test_ones_own_statement_may_leave_voices_out_and_falls_back_on_its_text():
    """As the guide for teachers says."""
    both = Statement(text="It is so.", sources=("own",))
    patient = Statement(text="It is so.", patient="So it is.", sources=("own",))

    assert [both.said(voice) for voice in VOICES] == ["It is so."] * 3
    assert [patient.said(voice) for voice in VOICES] == ["So it is.", "It is so.", "It is so."]
