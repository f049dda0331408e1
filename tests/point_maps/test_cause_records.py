"""The record of a cause refuses what cannot be."""

import re

import pytest

from point_maps.checking.reading import read
from point_maps.maps import DATA
from point_maps.records.sites import CompressionSite

# The record refuses what cannot be


def problems(written, text):
    reading = read(written(text))
    return [str(problem) for problem in reading.problems]


@pytest.fixture
def one_site():
    """A shipped site as TOML, to be altered."""
    (text,) = re.findall(
        r'(\[\[site\]\]\nid = "fibular-neck".*?)(?=\[\[site\]\])',
        (DATA / "sites" / "leg.toml").read_text(encoding="utf-8"),
        re.DOTALL,
    )
    return text


def test_the_site_loads_as_it_stands(one_site, written):
    assert problems(written, one_site) == []


def test_a_note_on_a_treatment_the_site_does_not_have_is_refused(one_site, written):
    found = problems(written, one_site.replace('treatment = "surgery"', 'treatment = "epidural-steroid"'))

    assert len(found) == 1
    assert "must hold on_treatment only for its treatments" in found[0]
    assert "'epidural-steroid'" in found[0]


def test_two_notes_on_one_treatment_are_refused(one_site, written):
    found = problems(written, one_site.replace('treatment = "surgery"', 'treatment = "exercise"'))

    assert len(found) == 1
    assert "got two for 'exercise'" in found[0]


def test_a_site_similar_to_itself_is_refused(one_site, written):
    found = problems(written, one_site.replace('similar = ["', 'similar = ["fibular-neck", "'))

    assert len(found) == 1
    assert "must name other sites in similar" in found[0]


def test_the_new_fields_are_optional():
    assert not [
        name
        for name in ("examined", "on_treatment", "red_flags", "similar", "treatment_note", "correction")
        if CompressionSite.model_fields[name].is_required()
    ]
