"""What people read and ask: three voices of every statement, treatments, red flags."""

import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from point_maps.checking import wording
from point_maps.records.statements import Statement
from populated import each

RECORDS = ("nerves", "zones", "variants", "signs", "treatments", "precautions", "red_flags", "remarks")
LONGEST_PATIENT = 40
"""Words in all: two sentences."""

URGENT = {
    *("both-legs", "saddle-numbness", "bladder", "bowel", "sexual-function"),
    *("growing-weakness", "severe-weakness"),
}
AT_ONCE = {"aortic-aneurysm"}
SOON = {"fever", "cancer-weight-loss", "night-pain", "injury-fragile-bones", "unusual-age"}

ODDS = {"both-legs": "5.0", "saddle-numbness": "3.0", "growing-weakness": "5.4"}
"""Among 334 people referred for urgent MRI."""


def statements(value: object) -> Iterator[Statement]:
    """Every statement inside a record."""
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from statements(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from statements(part)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", text)


@pytest.fixture(scope="module")
def told(shipped) -> list[tuple[str, Statement]]:
    return [
        (f"{kind} {key}", statement)
        for kind in RECORDS
        for key, record in getattr(shipped, kind).items()
        for statement in statements(record)
    ]


# Voices


def test_every_statement_has_words_of_its_own_for_each_reader(told):
    assert len(told) > 250
    for where, statement in told:
        assert statement.patient, where
        assert statement.clinician, where
        for voice in ("patient", "student", "clinician"):
            said = statement.said(voice)
            assert said[0].isupper() or said[0].isdigit(), (where, said)
            assert said.endswith("."), (where, said)
            assert len(said) < 420, (where, len(said), said)


def test_a_patient_reads_little_and_nothing_that_worries(told):
    for where, statement in each(told):
        said = statement.said("patient")
        assert len(sentences(said)) <= 2, (where, said)
        assert len(said.split()) <= LONGEST_PATIENT, (where, said)
        assert not wording.findings(said, "patient"), (where, said)
        assert not wording.long_sentences(said), (where, said)


def test_patients_read_less_than_students(told):
    shorter = [len(s.said("patient")) <= len(s.text) for _, s in told]

    assert sum(shorter) > 0.75 * len(shorter)


def test_no_patient_is_left_without_a_step_that_a_student_is_told(told):
    """What must be done the same day is said in every voice."""
    for where, statement in each(told):
        if "same day" in statement.text:
            assert re.search(r"same day|emergency|ring .* today", statement.said("patient")), where


def numbers(*texts: str) -> set[float]:
    found = re.findall(r"(?<![A-Za-z\d-])\d+(?:\.\d+)?", " ".join(texts).replace("95 % CI", ""))
    return {float(number) for number in found}


def test_a_patient_hears_no_figure_that_the_others_do_not(told):
    """Rounded, or in centimetres for millimetres, but the same."""
    heard = [(where, one, number) for where, one in told for number in numbers(one.said("patient"))]
    for where, statement, number in each(heard):
        known = numbers(statement.text, statement.said("clinician"))
        near = [other for other in known for scale in (1, 10) if abs(other / scale - number) <= 0.5]
        assert near, (where, number)


# Treatments


def test_treatments_say_how_what_they_can_what_not_and_what_to_watch(shipped):
    mission = {"surgery", "painkillers", "epidural-steroid", "heat-and-cold", "acupuncture"}

    assert set(shipped.treatments) == {*mission, "exercise", "time-and-activity"}
    for key, treatment in shipped.treatments.items():
        assert treatment.how, key
        assert treatment.watch, key


def test_every_medicine_the_guideline_advises_against_has_its_own_line(shipped):
    forms = {form.name.lower(): form.says for form in shipped.treatments["painkillers"].form}
    against = ("gabapentin", "opioids", "benzodiazepines", "steroid tablets")
    for medicine in against:
        says = next(says for name, says in forms.items() if medicine in name)
        assert "do not offer" in says.said("clinician"), medicine
        assert "advises against" in says.text, medicine
    own = next(says for name, says in forms.items() if "anti-inflammatory" in name)
    assert "do not offer" not in own.said("clinician")
    assert "1.14" in own.said("clinician")


def test_whoever_takes_a_medicine_is_not_told_to_stop_it_alone(shipped):
    assert "together with your prescriber" in shipped.treatments["painkillers"].watch.said("patient")


@pytest.mark.parametrize("voice", ["patient", "student", "clinician"])
def test_acupuncture_eases_and_does_not_heal_the_structure(shipped, voice):
    treatment = shipped.treatments["acupuncture"]

    assert re.search(r"ease|leg pain", treatment.can.said(voice))
    assert re.search(r"not repair|No structural effect", treatment.cannot.said(voice))
    assert "NICE" in treatment.cannot.said(voice) or "UK guidance" in treatment.cannot.said(voice)
    assert "animals" in treatment.how.said(voice)


def test_acupuncture_asks_for_what_must_be_known_first(shipped):
    told = {}
    for one in shipped.precautions.values():
        told.setdefault(one.when, []).append(f"{one.name} {one.text}".lower())
    wanted = {
        "any needle": (
            *("pacemaker", "lymph", "infected", "metal", "faint", "pregnancy"),
            *("without normal feeling", "sterile"),
        ),
        "artery": ("blood-thinning",),
        "joint": ("infections of joints",),
        "forearm": ("fistula",),
        "lower-leg": ("diabetes",),
        "afterwards": ("bruise", "fever", "numbness", "bleeding"),
    }

    assert set(told) == set(wanted)
    for when, words in wanted.items():
        assert len(told[when]) == len(words)
        assert not [word for word in words if not any(word in text for text in told[when])], when


# Red flags


def test_red_flags_are_all_there_with_their_urgency(shipped):
    urgency = {key: flag.urgency for key, flag in shipped.red_flags.items()}

    assert {key for key, said in urgency.items() if said == "same day, emergency care"} == URGENT
    assert {key for key, said in urgency.items() if said == "soon, your clinician"} == SOON
    assert {key for key, said in urgency.items() if said == "at once, ambulance"} == AT_ONCE
    assert list(urgency)[: len(URGENT)] == [key for key in urgency if key in URGENT]


def test_an_aneurysm_calls_for_an_ambulance_in_every_voice(shipped):
    flag = shipped.red_flags["aortic-aneurysm"]

    assert "ambulance" in flag.said("patient")
    assert "ambulance" in flag.text
    assert "Immediate transfer" in flag.said("clinician")


def test_every_red_flag_rests_on_clinical_guidance_and_no_page_stands_alone(shipped):
    for key, flag in each(shipped.red_flags.items()):
        kinds = [shipped.sources[mention.partition(":")[0]].kind for mention in flag.sources]
        assert kinds[0] == "guideline", (key, kinds)


@pytest.mark.parametrize("key", sorted(URGENT))
def test_an_urgent_flag_says_where_to_go_and_when(shipped, key):
    said = shipped.red_flags[key].said("patient")

    assert "go to emergency care the same day" in said


@pytest.mark.parametrize("key", sorted(SOON))
def test_another_flag_says_whom_to_see(shipped, key):
    said = shipped.red_flags[key].said("patient")

    assert "your clinician" in said
    assert re.search(r"soon|today", said)


def test_clinicians_find_the_scan_and_the_odds(shipped):
    for key in URGENT - {"growing-weakness", "severe-weakness"}:
        assert "MRI within 4 h of request" in shipped.red_flags[key].said("clinician"), key
    for key, odds in ODDS.items():
        assert f"OR {odds}" in shipped.red_flags[key].said("clinician"), key
    assert "OR 3.8" in shipped.red_flags["growing-weakness"].said("clinician")
    assert "unilateral pain a poor predictor" in shipped.red_flags["both-legs"].said("clinician")


# What belongs to no record


def test_zones_as_a_whole_and_the_line_of_gravity_have_sources(shipped):
    assert set(shipped.remarks) == {"zones-dermatome", "zones-nerve", "line-of-gravity"}
    for remark in shipped.remarks.values():
        assert remark.sources
    assert {"lee-2008", "murphy-2009"} <= set(shipped.remarks["zones-dermatome"].sources)


# One urgency for one sign

GROWS = re.compile(
    r"(weakness|deficit|weaker|legs?)[^.;:]{0,40}\b(grow|progress)|\b(grow|progress)\w*[^.;:]{0,30}(weak|deficit)"
)
SEVERE = re.compile(
    r"foot drop|foot that drops|foot drops|cannot be lifted|no longer lift|sudden[^.;]{0,20}weak",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.;])\s+")


@pytest.fixture(scope="module")
def advised(shipped) -> list[tuple[str, Statement]]:
    """Statements of when to be seen, of every kind of record."""
    sites = [(key, site.needs_care) for key, site in shipped.sites.items()]
    signs = [(key, sign.needs_care) for key, sign in shipped.signs.items()]
    watch = [(key, treatment.watch) for key, treatment in shipped.treatments.items()]
    flags = [(key, shipped.red_flags[key]) for key in ("growing-weakness", "severe-weakness")]
    steps = [(story.id, step.says) for story in shipped.stories.values() for step in story.step]
    return [(key, said) for key, said in (*sites, *signs, *watch, *flags, *steps) if said]


def test_weakness_that_grows_asks_for_emergency_care_in_every_voice_and_record(advised):
    found = 0
    for where, statement in advised:
        for voice in ("patient", "student", "clinician"):
            said = statement.said(voice)
            if GROWS.search(said) and re.search(r"same[ -]day|within days|urgent", said):
                found += 1
                assert re.search(r"emergency|reason not to wait|early with progressive", said), (
                    where,
                    voice,
                    said,
                )
    assert found > 40


def test_a_foot_that_drops_is_never_left_for_some_days(advised):
    found = 0
    for where, statement in advised:
        for voice in ("patient", "student", "clinician"):
            for sentence in SENTENCE.split(statement.said(voice)):
                if SEVERE.search(sentence) and re.search(r"same[ -]day|within days|emergency", sentence):
                    found += 1
                    assert "within days" not in sentence, (where, voice, sentence)
    assert found > 6


def test_a_cause_that_names_one_kind_of_weakness_as_a_red_flag_names_the_other(shipped):
    for key, site in each(shipped.sites.items()):
        assert ("growing-weakness" in site.red_flags) == ("severe-weakness" in site.red_flags), key


@pytest.mark.parametrize("key", ["fibular-neck", "tarsal-tunnel"])
def test_a_sign_and_a_cause_name_the_same_roots_for_one_place(shipped, key):
    own = set(shipped.sites[key].roots)
    origins = [one for sign in shipped.signs.values() for one in sign.origin if one.sites == (key,)]

    assert origins
    for origin in origins:
        assert set(origin.roots) == own, origin.name
