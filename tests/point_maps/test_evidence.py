"""The page of evidence: figures as published, limits beside every finding, nothing promised."""

import re

import pytest

from point_maps.records.learning import GROUP_OF, GROUPS
from point_maps.records.statements import VOICES
from populated import each

PROMISES = re.compile(
    r"\b(cures?|heals|guarantee\w*|prove[sdn]?|proven|will (help|ease|heal|work|improve)|safe and effective|"
    r"works for|works best|no side effects|always helps?|clinically proven|breakthrough)\b",
    re.IGNORECASE,
)
FIGURES = {
    "trial-2024": [
        "110 vs 110", "216", "51.3", "68.1 %", "10 sessions", "4 weeks", "-30.8", "-14.9",
        "-16.0 (95 % CI -21.3 to -10.6)", "-13.0", "-4.9", "-8.1 (-11.1 to -5.1)", "week 2", "week 52",
        "No serious adverse events",
    ],
    "cochrane-2020": ["33", "8270", "-10.26", "-17.11 to -3.40"],
    "reviews-of-trials": ["30 RCTs", "2662", "1.25 (95 % CI 1.21-1.30)", "1842", "1.21 (1.16-1.25)"],
    "scoping-2021": ["10 needling studies"],
    "blood-flow": ["58", "33", "12", "13", "56.9 %", "100 %"],
    "harm": ["74 of 1968", "3.76 %", "9.31 %", "5.10-14.62"],
    "rare-harm": ["1.01 per 10 000", "0.23-2.33", "479", "115", "14 deaths"],
}  # fmt: skip
"""What a clinician must find, figure by figure."""
TOLD_TO_STUDENTS = {
    "trial-2024": ["220", "30.8", "14.9", "16.0", "10.6 to 21.3", "8.1", "5.1 to 11.1", "week 52"],
    "cochrane-2020": ["33", "8270"],
    "blood-flow": ["33 of 58", "12", "13"],
    "harm": ["1968", "3.76%"],
    "rare-harm": ["10 000", "14 died"],
}


@pytest.fixture
def evidence(shipped):
    return shipped.evidence


def spoken(found):
    """Everything one finding says, in every voice."""
    return [part.said(voice) for part in (found.finding, found.limits) for voice in VOICES]


@pytest.mark.parametrize("key", FIGURES)
def test_the_figures_are_those_published(evidence, key):
    said = evidence[key].finding.said("clinician")

    assert [figure for figure in each(FIGURES[key]) if figure not in said] == []


@pytest.mark.parametrize("key", TOLD_TO_STUDENTS)
def test_students_read_the_same_figures(evidence, key):
    said = evidence[key].finding.text

    assert [figure for figure in each(TOLD_TO_STUDENTS[key]) if figure not in said] == []


def test_the_differences_of_the_trial_are_those_of_its_arms(evidence):
    """The published difference is adjusted, so a tenth of a millimetre may separate them."""
    said = evidence["trial-2024"].finding.said("clinician")
    real, sham, apart = map(float, re.findall(r"VAS (-\d+\.\d) vs (-\d+\.\d) mm, MD (-\d+\.\d)", said)[0])
    act, ctl, both = map(float, re.findall(r"ODI (-\d+\.\d) vs (-\d+\.\d), MD (-\d+\.\d)", said)[0])

    assert real - sham == pytest.approx(apart, abs=0.11)
    assert act - ctl == pytest.approx(both, abs=0.11)


def test_the_runs_of_the_animal_study_add_up(evidence):
    said = evidence["blood-flow"].finding.said("clinician")
    up, share, down, same = re.findall(r"up (\d+) \(([\d.]+) %\), down (\d+), unchanged (\d+)", said)[0]

    assert int(up) + int(down) + int(same) == 58
    assert float(share) == pytest.approx(100 * int(up) / 58, abs=0.05)


def test_the_share_of_small_harms_is_that_of_the_people_counted(evidence):
    hurt, of, share = re.findall(
        r"(\d+) of (\d+) \(([\d.]+) %\)", evidence["harm"].finding.said("clinician")
    )[0]

    assert float(share) == pytest.approx(100 * int(hurt) / int(of), abs=0.005)


def test_there_is_one_bottom_line_of_two_sentences_and_it_stands_first(evidence):
    (line,) = [found for found in evidence.values() if found.kind == "summary"]

    assert next(iter(evidence.values())) is line
    for voice in VOICES:
        said = line.finding.said(voice)
        assert len(re.split(r"(?<=[.!?]) (?=[A-Z])", said)) == 2
        assert "Balance Method" in said or "method shown here" in said
        assert "red flags" in line.limits.said(voice) or "warning signs" in line.limits.said(voice)


def test_groups_follow_each_other_in_the_order_of_the_page(evidence):
    order = [GROUPS.index(found.group) for found in evidence.values()]

    assert order == sorted(order)
    assert {found.group for found in evidence.values()} == set(GROUPS)
    assert set(GROUP_OF.values()) == set(GROUPS)


def test_the_gap_is_told_in_every_voice(evidence):
    gap = evidence["balance-method-untested"]

    for voice in VOICES:
        said = gap.finding.said(voice)
        assert "Balance Method" in said
        assert re.search(r"no (trial|study)", said, re.IGNORECASE)
    assert gap.leans == "unclear"


def test_what_speaks_against_is_told_as_plainly_as_what_speaks_for(evidence):
    leans = {found.id: found.leans for found in evidence.values()}

    assert leans["nice"] == "against"
    assert leans["trial-2024"] == "for"
    for voice in VOICES:
        assert re.search(r"against|not (to )?offer", evidence["nice"].finding.said(voice))


def test_a_guideline_for_back_pain_alone_does_not_lean_on_sciatica(evidence):
    guidelines = {found.id: found.leans for found in evidence.values() if found.kind == "guideline"}

    assert guidelines == {
        "nice": "against",
        "who-2023": "unclear",
        "acp-2017": "unclear",
        "nvl-2017": "unclear",
    }


def test_nothing_shown_in_animals_leans_either_way(evidence):
    for found in each(evidence.values()):
        if found.kind == "laboratory":
            assert found.leans == "unclear"
            assert "nimal" in found.limits.said("student") + found.finding.said("student")
            assert "nimal" in found.limits.said("patient")


def test_needles_are_said_to_mend_nothing(evidence):
    for voice in each(VOICES):
        assert re.search(r"not repair|No structural effect", evidence["structure"].finding.said(voice))


def test_rare_deaths_are_told_to_everybody(evidence):
    told = evidence["rare-harm"].finding

    assert all(re.search(r"\bdied\b|\bdeaths\b", told.said(voice)) for voice in each(VOICES))


def test_nothing_promises(evidence):
    for found in each(evidence.values()):
        for said in each(spoken(found)):
            assert not PROMISES.search(said), said


def test_every_finding_has_limits_of_its_own_and_three_voices(evidence):
    limits = [found.limits.text for found in evidence.values()]

    assert len(limits) == len(set(limits))
    for found in evidence.values():
        for part in (found.finding, found.limits):
            assert part.patient
            assert part.clinician
            assert len({part.text, part.patient, part.clinician}) == 3, found.id


NOTES = re.compile(
    r"from memory|was(n't| not) read|not read\b|in summaries|full text|could not be read|its abstract"
)
"""What an editor notes of his reading; it belongs to the source, not to a card."""


@pytest.mark.parametrize(
    "kind",
    [
        *("sites", "regions", "nerves", "zones", "variants", "signs"),
        *("treatments", "red_flags", "evidence", "precautions", "stories"),
    ],
)
def test_no_editors_note_stands_where_people_read(shipped, kind):
    for key, record in each(getattr(shipped, kind).items()):
        assert not (found := NOTES.search(record.model_dump_json())), (key, found)


CLAIMS = {
    "claim-diagnosis": "symptom",
    "claim-quick-relief": "10 sessions",
    "claim-no-side-effects": "9.3 %",
}
"""What is often said, and a word its answer to a clinician cannot do without."""


@pytest.mark.parametrize("key", CLAIMS)
def test_a_popular_claim_is_quoted_and_answered(key, evidence):
    claim = evidence[key]

    assert claim.kind == "claim"
    assert claim.title.startswith("\u201c")
    assert CLAIMS[key] in claim.finding.said("clinician")


@pytest.mark.parametrize("voice", VOICES)
def test_the_nerves_own_card_says_that_sciatica_is_no_diagnosis(shipped, voice):
    said = shipped.nerves["sciatic"].matters.said(voice)

    assert re.search(r"not a diagnosis|not of its cause", said)


def test_who_reads_of_the_gap_reads_what_there_is_on_the_method(evidence):
    gap = evidence["balance-method-untested"].finding

    assert "kotlyar-2016" in gap.sources
