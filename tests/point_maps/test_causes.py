"""The causes: every field in every voice, the right root at the right place, popular errors put right."""

import re
import tomllib
from itertools import combinations

import numpy as np
import pytest

from point_maps.checking.reading import read
from point_maps.maps import DATA
from point_maps.records.sites import CompressionSite
from point_maps.records.statements import VOICES
from point_maps.solving.surfaces import Surface

DISTAL = ("fibular-neck", "tarsal-tunnel")
DEEP_GLUTEAL = ("piriformis-syndrome", "ischiofemoral", "hamstring-origin")
MISSION = {
    "herniated disc",
    "bone spur",
    "degenerative disc disease",
    "lumbar spinal stenosis",
    "spondylolisthesis",
    "pregnancy",
}
OFFERED = {
    "surgery",
    "painkillers",
    "epidural-steroid",
    "heat-and-cold",
    "exercise",
    "acupuncture",
    "time-and-activity",
}
SAID = (
    "happens",
    "presses",
    "feels",
    "worse",
    "better",
    "examined",
    "how_common",
    "what_next",
    "treatment_note",
    "correction",
    "needs_care",
)
PRESSED = {
    "l4-l5-herniated-disc": ("traversing", "L5"),
    "l5-s1-herniated-disc": ("traversing", "S1"),
    "l4-l5-far-lateral-disc": ("exiting", "L4"),
    "l4-l5-bone-spur": ("traversing", "L5"),
    "l5-s1-foraminal-bone-spur": ("exiting", "L5"),
    "l5-s1-degenerative-disc": ("exiting", "L5"),
    "l5-s1-isthmic-spondylolisthesis": ("exiting", "L5"),
    "l4-l5-degenerative-spondylolisthesis": ("traversing", "L5"),
}
"""Which of the two roots of the level a cause presses (facts: Gray's Anatomy; lumbar-roots-page)."""
SIGNS_OF = {
    "L4": {"clinician": ("quadriceps", "tibialis anterior", "medial malleolus"), "patient": ("thigh",)},
    "L5": {"clinician": ("EHL",), "patient": ("outer",)},
    "S1": {"clinician": ("ankle jerk", "gastrocnemius", "fifth toe"), "patient": ("calf",)},
}
"""What ISNCSCI gives each root: words that its record cannot do without."""
WITHOUT_PAIN = re.compile(
    r"without (any )?(pain|symptoms|noticing|trouble)|asymptomatic|feel nothing|do not know it"
)
SLACK = 2.0


@pytest.fixture(scope="module", params=[path.name for path in sorted((DATA / "sites").glob("*.toml"))])
def written_sites(request):
    """The sites of one file as they are written."""
    return tomllib.loads((DATA / "sites" / request.param).read_text(encoding="utf-8"))["site"]


@pytest.fixture(scope="module")
def spinal(shipped):
    return {key: site for key, site in shipped.sites.items() if site.level}


def told(site, voice):
    """Everything a site says in one voice."""
    said = [getattr(site, field).said(voice) for field in SAID]
    return " ".join([*said, *(note.said(voice) for note in site.on_treatment)])


def points(body, structure):
    return np.asarray(body.mesh(structure).points)


def away(body, structure, place):
    """From a place to the nearest vertex of a structure, mm."""
    return np.linalg.norm(points(body, structure) - place, axis=1).min()


# What every record holds


def test_every_record_has_the_same_fields(written_sites):
    keys = [set(site) - {"level", "exiting", "traversing"} for site in written_sites]

    assert all(found == keys[0] for found in keys), [found ^ keys[0] for found in keys]
    assert keys[0] >= {*SAID, "on_treatment", "red_flags", "similar", "latin", "treatments"}


def test_everything_is_said_in_three_voices_of_its_own(shipped):
    for site in shipped.sites.values():
        for statement in (*(getattr(site, field) for field in SAID), *site.on_treatment):
            said = [statement.patient, statement.text, statement.clinician]
            assert all(said), (site.id, statement.text)
            assert len(statement.patient) <= len(statement.text) + 60, (site.id, statement.patient)
            assert len(re.split(r"(?<=[.!?])\s", statement.patient)) <= 2, statement.patient


def test_every_cause_of_the_mission_and_its_neighbours_is_there(shipped):
    causes = {site.cause for site in shipped.sites.values()}

    assert causes == MISSION | {"deep gluteal syndrome", "distal entrapment"}
    assert {*PRESSED, *DEEP_GLUTEAL, *DISTAL, "pregnancy-pelvis", "l4-l5-central-stenosis"} == set(
        shipped.sites
    )


def test_what_happens_is_one_plain_sentence(shipped):
    for site in shipped.sites.values():
        assert len(re.findall(r"[.!?](\s|$)", site.happens.text)) == 1, site.id


# Roots


def test_each_cause_presses_the_root_its_place_gives(shipped):
    for key, (which, root) in PRESSED.items():
        site = shipped.sites[key]
        assert site.roots == (root,), key
        assert getattr(site, which) == (root,), key
        assert site.nerves == (f"{root.lower()}-root",), key


def test_the_root_above_exits_and_those_below_traverse(spinal):
    for site in spinal.values():
        upper, lower = site.level.split("-")
        assert site.exiting == (upper,), site.id
        assert site.traversing[0] == lower, site.id


def test_one_disc_meets_two_roots_depending_on_where_it_bulges(shipped):
    back, side = shipped.sites["l4-l5-herniated-disc"], shipped.sites["l4-l5-far-lateral-disc"]

    assert back.level == side.level
    assert (back.roots, side.roots) == (("L5",), ("L4",))
    for site in (back, side):
        assert "exiting" in site.presses.text
        assert "traversing" in site.presses.text


def test_stenosis_of_the_canal_presses_every_traversing_root_of_both_sides(shipped):
    site = shipped.sites["l4-l5-central-stenosis"]

    assert site.sides == "midline"
    assert site.roots == site.traversing == ("L5", "S1", "S2", "S3")
    assert all(word in site.presses.text for word in ("central", "lateral recess", "foraminal"))


@pytest.mark.parametrize("key", PRESSED)
def test_skin_muscles_and_reflex_are_those_of_the_pressed_root(shipped, key):
    site, wanted = shipped.sites[key], SIGNS_OF[PRESSED[key][1]]

    for voice, words in wanted.items():
        text = told(site, voice).casefold()
        assert not [word for word in words if word.casefold() not in text], (key, voice)
    examined = site.examined.clinician
    assert ("ankle jerk reduced" in examined) == (site.roots == ("S1",))
    assert ("knee jerk" in examined) == (site.roots == ("L4",))


# What is said


def test_how_common_it_is_also_speaks_of_people_without_pain(shipped):
    for site in shipped.sites.values():
        assert WITHOUT_PAIN.search(site.how_common.text), site.id
        assert "pregnan" in site.id or re.search(
            r"asymptomatic|incidental|no consistent association|no proof|on CT",
            site.how_common.clinician,
            re.IGNORECASE,
        ), site.id


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("l4-l5-herniated-disc", ("1-3 %", "29 %", "43 %", "95 %")),
        ("l5-s1-herniated-disc", ("1-3 %", "29 %", "43 %", "95 %")),
        ("l4-l5-far-lateral-disc", ("7-12 %",)),
        ("l5-s1-degenerative-disc", ("37 %", "96 %")),
        ("l4-l5-central-stenosis", ("22.5 %", "7.3 %", "47.2 %", "19.4 %", "20-25 %")),
        ("l5-s1-isthmic-spondylolisthesis", ("6 %",)),
        ("pregnancy-pelvis", ("71 %", "1 %")),
        ("piriformis-syndrome", ("5-36 %", "9.8 %")),
    ],
)
def test_a_clinician_reads_the_published_figures(shipped, key, figures):
    assert not [figure for figure in figures if figure not in shipped.sites[key].how_common.clinician]


@pytest.mark.parametrize(
    ("key", "text", "patient"),
    [
        ("l4-l5-herniated-disc", "does not slip", "does not slip"),
        ("l5-s1-herniated-disc", "does not slip", "does not slip"),
        ("l4-l5-bone-spur", "not a sharp thorn", "not a sharp thorn"),
        ("l5-s1-degenerative-disc", "not a disease", "not a disease"),
        ("l4-l5-central-stenosis", "not a diagnosis by itself", "walk well"),
        ("l5-s1-isthmic-spondylolisthesis", "only one kind", "Not every slipped vertebra"),
        ("l4-l5-degenerative-spondylolisthesis", "not always a broken one", "nothing is broken"),
        ("pregnancy-pelvis", "about 1 in 100", "joints of the pelvis"),
        ("piriformis-syndrome", "dispute", "ordinary variant"),
        ("fibular-neck", "does not always come from the back", "does not always come from the back"),
        ("tarsal-tunnel", "the back is not where it comes from", "does not come from the back"),
    ],
)
def test_a_popular_error_is_put_right(shipped, key, text, patient):
    correction = shipped.sites[key].correction

    assert text in correction.text
    assert patient in correction.patient


def test_only_the_isthmic_slip_has_a_break_in_the_pars(shipped):
    isthmic = shipped.sites["l5-s1-isthmic-spondylolisthesis"].happens
    ageing = shipped.sites["l4-l5-degenerative-spondylolisthesis"].happens

    assert "pars interarticularis" in isthmic.text
    assert "defect" in isthmic.clinician
    assert all("Nothing is broken" in ageing.said(voice) for voice in VOICES)


@pytest.mark.parametrize("key", DISTAL)
def test_distal_entrapments_are_labelled_so_and_keep_away_from_the_spine(shipped, key):
    site = shipped.sites[key]

    assert site.cause == "distal entrapment"
    assert "distal entrapment" in site.happens.text
    assert "not sciatica" in f"{site.happens.clinician} {site.correction.clinician}".casefold()
    assert site.level is None
    assert not site.exiting
    assert "epidural-steroid" not in site.treatments
    assert "back pain" in site.feels.text + site.correction.text


# Treatments and warnings


def test_the_treatments_people_meet_stand_by_every_cause_of_the_spine(spinal):
    for site in spinal.values():
        assert set(site.treatments) == OFFERED, site.id


def test_an_injection_at_the_spine_is_named_only_where_it_could_reach(shipped, spinal):
    for key, site in shipped.sites.items():
        assert ("epidural-steroid" in site.treatments) == (key in spinal), key
        assert {"time-and-activity", "exercise", "painkillers", "acupuncture"} <= set(site.treatments), key


def test_surgery_and_acupuncture_say_what_they_cannot_do_for_this_cause(shipped):
    limit = re.compile(r"\b(not|no|nobody|few|only|less|seldom|vary)\b", re.IGNORECASE)
    for key, site in shipped.sites.items():
        notes = {note.treatment: note for note in site.on_treatment}
        assert set(notes) <= set(site.treatments) <= set(OFFERED), key
        assert len(notes) >= 3, key
        for treatment in {"surgery", "acupuncture"} & set(notes):
            assert limit.search(notes[treatment].text), (key, treatment)


def test_cauda_equina_signs_stand_where_the_canal_itself_can_be_filled(shipped):
    for key in ("l4-l5-herniated-disc", "l5-s1-herniated-disc", "l4-l5-central-stenosis"):
        site = shipped.sites[key]
        assert {"both-legs", "saddle-numbness", "bladder", "bowel", "growing-weakness"} <= set(site.red_flags)
        assert "same day" in site.needs_care.text
        assert "the same day" in site.needs_care.patient


def test_red_flags_and_similar_sites_exist(shipped):
    for key, site in shipped.sites.items():
        assert site.red_flags, key
        assert set(site.red_flags) <= set(shipped.red_flags), key
        assert site.similar, key
        assert set(site.similar) <= set(shipped.sites) - {key}, key


def test_mimics_are_named_from_either_end(shipped):
    assert "fibular-neck" in shipped.sites["l4-l5-herniated-disc"].similar
    assert "l4-l5-herniated-disc" in shipped.sites["fibular-neck"].similar
    assert "tarsal-tunnel" in shipped.sites["l5-s1-herniated-disc"].similar
    assert "l5-s1-herniated-disc" in shipped.sites["tarsal-tunnel"].similar


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


# Where they lie, on every body


def test_left_mirrors_right(placement):
    for key, site in placement.sites.items():
        if key.endswith(".left"):
            other = placement.sites[key.replace(".left", ".right")]
            mirrored = np.array(other.centre) * (-1, 1, 1)
            assert np.linalg.norm(mirrored - site.centre) < SLACK, key


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("key", ["l4-l5-herniated-disc", "l5-s1-herniated-disc"])
def test_a_herniation_lies_at_its_disc_by_the_traversing_root(placement, body, key, side):
    site = placement.sites[f"{key}.{side}"]
    traversing, exiting = site.site.traversing[0].lower(), site.site.exiting[0].lower()

    assert away(body, f"{site.level.lower()}-disc", site.centre) < 4
    assert away(body, f"{traversing}-root-sleeve.{side}", site.centre) < 8
    assert away(body, f"{exiting}-root.{side}", site.centre) > 10
    assert 5 < abs(site.centre[0]) < 12


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_far_lateral_disc_lies_at_the_exiting_root_and_far_from_the_traversing(placement, body, side):
    site = placement.sites[f"l4-l5-far-lateral-disc.{side}"]

    assert away(body, f"l4-root.{side}", site.centre) < 5
    assert away(body, "l4-l5-disc", site.centre) < 8
    assert away(body, f"l5-root-sleeve.{side}", site.centre) > 14
    assert abs(site.centre[0]) > abs(placement.sites[f"l4-l5-herniated-disc.{side}"].centre[0]) + 12


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_lateral_recess_lies_below_the_disc_by_the_traversing_root(placement, body, side):
    site = placement.sites[f"l4-l5-bone-spur.{side}"]
    disc = placement.sites[f"l4-l5-herniated-disc.{side}"]

    assert site.centre[2] < disc.centre[2] - 4
    assert away(body, f"l5-root-sleeve.{side}", site.centre) < 8
    assert away(body, f"l4-root.{side}", site.centre) > 10


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(
    "key", [key for key, (which, root) in PRESSED.items() if (which, root) == ("exiting", "L5")]
)
def test_what_narrows_the_foramen_lies_on_the_exiting_root_below_its_pedicle(placement, body, key, side):
    site = placement.sites[f"{key}.{side}"]

    assert away(body, f"l5-root.{side}", site.centre) < 5
    assert away(body, f"s1-root-sleeve.{side}", site.centre) > 10
    assert site.centre[2] < body.manifest.landmarks["l5-body.midline"][2]
    assert away(body, f"l5-ganglion.{side}", site.centre) < 10


def test_central_stenosis_lies_in_the_dural_sac_behind_its_disc(placement, body):
    centre = np.array(placement.sites["l4-l5-central-stenosis.midline"].centre)
    disc = points(body, "l4-l5-disc")
    ring = Surface(body.mesh("dural-sac")).cut(np.array([0.0, 0.0, 1.0]), centre[2])

    assert ring[:, 0].min() < centre[0] < ring[:, 0].max()
    assert ring[:, 1].min() < centre[1] < ring[:, 1].max()
    assert disc[:, 2].min() < centre[2] < disc[:, 2].max()
    assert abs(centre[0]) < 0.5


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_degenerative_slip_lies_behind_the_disc_at_the_traversing_root(placement, body, side):
    site = placement.sites[f"l4-l5-degenerative-spondylolisthesis.{side}"]

    assert away(body, "l4-l5-disc", site.centre) < 9
    assert away(body, f"l5-root-sleeve.{side}", site.centre) < 5
    assert away(body, f"l4-root.{side}", site.centre) > 10


def test_no_two_sites_lie_so_close_that_their_marks_cannot_be_told_apart(placement):
    centres = {key: np.array(site.centre) for key, site in placement.sites.items()}

    for key, other in combinations(centres, 2):
        assert np.linalg.norm(centres[key] - centres[other]) > 6, (key, other)


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_trunk_in_pregnancy_lies_over_the_wing_of_the_sacrum(placement, body, side):
    site = placement.sites[f"pregnancy-pelvis.{side}"]
    promontory = body.manifest.landmarks["sacral-promontory.midline"]

    assert away(body, "sacrum", site.centre) < 12
    assert away(body, f"hip-bone.{side}", site.centre) < 18
    assert site.centre[2] < promontory[2]
    assert site.centre[1] < body.manifest.landmarks[f"greater-sciatic-notch.{side}"][1] + 20


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_buttock_sites_lie_in_the_order_of_the_text_beside_their_muscles(placement, body, side):
    piriformis, hamstring, gap = (
        np.array(placement.sites[f"{key}.{side}"].centre)
        for key in ("piriformis-syndrome", "hamstring-origin", "ischiofemoral")
    )

    assert piriformis[2] > hamstring[2] + 30
    assert hamstring[2] > gap[2]
    assert away(body, f"piriformis.{side}", piriformis) < 9
    assert away(body, f"quadratus-femoris.{side}", gap) < 12
    tuberosity = np.array(body.manifest.landmarks[f"ischial-tuberosity-lateral.{side}"])
    assert 8 < abs(hamstring[0] - tuberosity[0]) < 26


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_gap_of_ischium_and_femur_holds_its_site(placement, body, side):
    centre = placement.sites[f"ischiofemoral.{side}"].centre
    inner = abs(body.manifest.landmarks[f"ischial-tuberosity-lateral.{side}"][0])
    outer = np.abs(points(body, f"femur.{side}")[:, 0]).max()

    assert inner < abs(centre[0]) < outer
