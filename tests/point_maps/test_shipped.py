"""The shipped files hold what they should, say it calmly, and name their sources."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from point_maps import check, maps
from point_maps.maps import DATA
from point_maps.records.statements import Statement
from point_maps.schema import SCHEMA, json_schema
from point_maps.words import CONTINUES, LAST_NUMBER, NERVES, onward
from populated import each

FILES = sorted(DATA.rglob("*.toml"))


def statements(value: object) -> Iterator[Statement]:
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from statements(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from statements(part)


@pytest.fixture(scope="module")
def everything(shipped) -> list[BaseModel]:
    return [reading.content for reading in shipped.readings]


def test_every_region_of_wrist_and_inner_ankle_is_there(shipped):
    wanted = {"LU": range(5, 10), "HT": range(4, 8), "SI": range(4, 7), "TE": range(4, 7), "PC": range(6, 8)}
    wanted |= {"LI": range(5, 7), "KI": range(3, 9), "SP": range(5, 7), "LR": range(4, 6)}

    assert set(shipped.regions) == {
        f"{channel}{number}" for channel, numbers in wanted.items() for number in numbers
    }


def test_the_six_causes_of_the_mission_and_their_neighbours_are_there(shipped):
    causes = {site.cause for site in shipped.sites.values()}

    assert causes >= {
        "herniated disc",
        "bone spur",
        "degenerative disc disease",
        "lumbar spinal stenosis",
        "spondylolisthesis",
        "pregnancy",
    }
    assert {"piriformis-syndrome", "fibular-neck", "tarsal-tunnel"} <= set(shipped.sites)


def test_the_five_signs_and_the_treatments_people_meet_are_there(shipped):
    assert len(shipped.signs) == 5
    assert {"surgery", "painkillers", "epidural-steroid", "heat-and-cold", "acupuncture"} <= set(
        shipped.treatments
    )


def test_every_stretch_of_the_nerve_has_a_card(shipped):
    assert tuple(shipped.nerves) == NERVES


def test_every_variant_a_body_can_show_has_a_card(shipped, body):
    assert {variant.id for variant in body.manifest.variants} <= set(shipped.variants)


def test_each_kind_of_variant_has_one_usual_form_and_calm_words(shipped):
    usual = [card for card in shipped.variants.values() if card.usual]

    assert {card.of for card in usual} == {"exit at piriformis", "level of division"}
    assert len(usual) == 2
    for card in shipped.variants.values():
        assert all(
            count.between is None or count.between[0] < count.percent < count.between[1]
            for count in card.counts
        )
        assert card.means_not.text


def test_the_shares_of_the_variants_are_those_published(shipped):
    pooled = {key: shipped.variants[f"piriformis-type-{key}"].counts[0].percent for key in "abcd"}

    assert pooled == {"a": 85.2, "b": 9.8, "c": 3.4, "d": 2.5}


def test_a_bulge_to_the_back_and_side_presses_the_traversing_root(shipped):
    herniated = {site.level: site for site in shipped.sites.values() if site.id.endswith("-herniated-disc")}

    assert {level: site.roots for level, site in herniated.items()} == {
        "L3-L4": ("L4",), "L4-L5": ("L5",), "L5-S1": ("S1",),
    }  # fmt: skip
    assert all(site.roots == site.traversing for site in herniated.values())


def test_a_narrow_foramen_presses_the_exiting_root(shipped):
    for key in ("l5-s1-foraminal-bone-spur", "l5-s1-degenerative-disc", "l5-s1-isthmic-spondylolisthesis"):
        assert shipped.sites[key].roots == shipped.sites[key].exiting == ("L5",)


def test_the_two_kinds_of_slip_are_told_apart(shipped):
    assert "broken" in shipped.sites["l5-s1-isthmic-spondylolisthesis"].happens.text
    assert "Nothing is broken" in shipped.sites["l4-l5-degenerative-spondylolisthesis"].happens.text


def test_the_ban_in_pregnancy_stands_beside_the_review_that_found_no_harm(shipped):
    cautions = shipped.regions["SP6"].cautions

    assert any(
        "pregnancy" in caution.text and "point-anatomy-data:SP6" in caution.sources for caution in cautions
    )
    assert any("carr-2015" in caution.sources for caution in cautions)


def test_evidence_says_both_what_speaks_for_and_against(shipped):
    leans = {finding.leans for finding in shipped.evidence.values()}

    assert leans == {"for", "against", "unclear"}
    assert "no trial" in shipped.evidence["balance-method-untested"].finding.text


def test_red_flags_name_bladder_saddle_and_both_legs_for_the_same_day(shipped):
    urgent = {key for key, flag in shipped.red_flags.items() if flag.urgency.startswith("same day")}

    assert {"both-legs", "saddle-numbness", "bladder", "bowel", "growing-weakness"} <= urgent


def test_statements_are_sentences_of_readable_length(everything):
    for statement in each(found for content in everything for found in statements(content)):
        assert statement.text[0].isupper() or statement.text[0].isdigit(), statement.text
        assert statement.text.endswith("."), statement.text
        assert len(statement.text) < 420, statement.text


def test_no_sentence_is_used_as_filler_on_most_regions(shipped):
    """A warning that stands on every card is read on none."""
    told = [caution.text for region in shipped.regions.values() for caution in region.cautions]

    assert all(told.count(text) == 1 for text in each(told))


def test_every_source_is_used(shipped):
    text = "".join(path.read_text(encoding="utf-8") for path in FILES if path.name != "sources.toml")
    unused = [key for key in each(shipped.sources) if not re.search(rf'"{re.escape(key)}[":]', text)]

    assert not unused


def test_names_people_type_do_not_repeat_the_name(shipped):
    for record in (*shipped.regions.values(), *shipped.sites.values(), *shipped.nerves.values()):
        called = [word.casefold() for word in record.also_called]
        assert len(called) == len(set(called)), record
        assert len(called) >= 1, record


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_points_its_editor_to_the_schema(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("#:schema ")
    assert (path.parent / first.removeprefix("#:schema ")).resolve() == SCHEMA.resolve()
    assert tomllib.loads(path.read_text(encoding="utf-8"))["licence"]


def test_the_published_schema_is_up_to_date():
    assert SCHEMA.read_text(encoding="utf-8") == json_schema(), "run `python -m point_maps.schema`"


def test_the_channels_last_points_add_up_to_the_361_of_the_standard():
    assert sum(LAST_NUMBER.values()) == 361


def test_every_stretch_of_the_nerve_is_reached_from_a_root():
    roots = [nerve for nerve in NERVES if nerve.endswith("-root")]

    assert onward(roots) == NERVES
    assert set(CONTINUES) <= set(NERVES)


def test_placing_needs_no_vtk_and_no_scipy():
    code = "import sys, point_maps.check, point_maps.solving.patch; heavy = "
    code += "{'vtk', 'vtkmodules', 'pyvista', 'scipy', 'trame', 'mujoco'}; "
    code += "print([m for m in sys.modules if m.split('.')[0] in heavy])"

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DATA.parents[1]
    )

    assert answer.stdout.strip() == "[]"


def test_a_copy_of_the_shipped_files_stands_in_for_them(tmp_path, shipped):
    copy = tmp_path / "point_maps" / "data"
    shutil.copytree(DATA, copy)

    assert check.check([copy]) == []
    assert maps.load([copy]).digest == shipped.digest
