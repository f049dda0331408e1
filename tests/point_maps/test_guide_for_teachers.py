"""The page for teachers: its examples work as they stand, its messages are real, its tables are complete."""

import re
import textwrap
import tomllib
from pathlib import Path

import numpy as np
import pytest

from models import catalogue
from point_maps import check, maps
from point_maps.checking import story_places
from point_maps.checking.reading import LARGEST, LONGEST_LINE, MOST_PLACES
from point_maps.checking.sense import MOST_IN_A_ROW
from point_maps.checking.wording import LONGEST_SENTENCE, findings
from point_maps.field_tables import BLOCK, filled, model_named
from point_maps.records.sources import Source
from point_maps.records.statements import Standing, Statement
from point_maps.schema import RECORDS, MapFile, models
from point_maps.solving import solve
from point_maps.words import DIRECTIONS, LANDMARKS

PAGE = Path(__file__).parents[2] / "docs" / "point-maps.md"
MARKS = ("radial-styloid", "ulnar-styloid", "elbow-crease", "wrist-crease-dorsal")


@pytest.fixture(scope="module")
def guide():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(guide, tmp_path_factory):
    """Every example on the page, each in a fresh folder by the name in its first line."""
    found = {}
    for block in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL):
        name = re.match(r"# (\S+\.toml)\n", block)[1]
        found[name] = tmp_path_factory.mktemp("own") / name
        found[name].write_text(block, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def example(examples):
    return examples["my-map.toml"]


def own(path):
    """What check says of one file, whatever it says of others, by its name alone."""
    return [line.removeprefix(f"{path.parent}/") for line in check.check([path]) if str(path) in line]


def test_the_examples_pass_the_check(examples, guide):
    assert set(examples) == {"my-map.toml", "my-story.toml", "my-quiz.toml"}
    assert not [line for path in examples.values() for line in own(path)]
    assert f"`{check.report([examples['my-map.toml']]).summary}`" in guide
    assert check.report([examples["my-story.toml"]]).summary == "1 file in order: 1 source, 1 story"
    assert check.report([examples["my-quiz.toml"]]).summary == "1 file in order: 1 quiz"


def test_the_examples_load_together(examples):
    point_map = maps.load(list(examples.values()))

    assert "LI7" in point_map.regions
    assert "l5-s1-far-lateral-disc" in point_map.sites
    assert "root-l5" in point_map.stories


def test_the_region_lands_where_its_text_says(example, cylinders, limbs):
    placed = solve.place(maps.load([example]), cylinders)

    radial, dorsal, proximal = limbs.ARM.T @ (placed.regions["LI7.left"].centre - limbs.WRIST)
    assert proximal == pytest.approx(5 * limbs.CUN["forearm"], abs=3)
    assert radial > 0 < dorsal
    assert "l5-s1-far-lateral-disc.right" in placed.sites


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_region_lies_on_the_radius_five_twelfths_up_on_every_body(example, body, side):
    placed = solve.place(maps.load([example]), body).regions
    mark = {name: np.array(body.manifest.landmarks[f"{name}.{side}"]) for name in MARKS}
    along = mark["elbow-crease"] - mark["wrist-crease-dorsal"]
    length = np.linalg.norm(along)
    along /= length
    thumb = mark["radial-styloid"] - mark["ulnar-styloid"]
    region = placed[f"LI7.{side}"]
    up = (np.array(region.centre) - mark["wrist-crease-dorsal"]) @ along
    bones = {name: body.mesh(f"{name}.{side}").points for name in ("radius", "ulna")}
    gap = {name: np.linalg.norm(points - region.centre, axis=1).min() for name, points in bones.items()}

    assert up == pytest.approx(5 / 12 * length, abs=4)
    assert gap["radius"] < gap["ulna"]
    assert np.array(region.normal) @ thumb > 0, "on the thumb side"


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_cause_lies_beside_the_lowest_disc_on_the_root_l5_on_every_body(example, body, side):
    placed = solve.place(maps.load([example]), body).sites[f"l5-s1-far-lateral-disc.{side}"]
    disc = body.mesh("l5-s1-disc").points
    line = np.array(body.nerves[f"l5-root.{side}"].centreline)
    aside = 1 if side == "left" else -1

    assert np.linalg.norm(line - placed.centre, axis=1).min() < 3
    assert disc[:, 2].min() - 5 < placed.centre[2] < disc[:, 2].max() + 12
    assert aside * placed.centre[0] > 0.6 * np.abs(disc[:, 0]).max()
    assert f"sciatic.{side}" in placed.path


def test_the_cause_says_what_it_says_to_each_reader(example):
    happens = maps.load([example]).sites["l5-s1-far-lateral-disc"].happens

    assert happens.said("patient").startswith("A disc between two bones")
    assert happens.said("clinician").startswith("Foraminal")
    assert happens.said("student") == happens.text


def test_the_story_shows_things_that_every_body_has(examples):
    point_map = maps.load([examples["my-story.toml"]])

    assert len(point_map.stories["root-l5"].step) == 3
    for name in catalogue.available():
        assert not list(story_places.problems(point_map, catalogue.load(name)))


def test_a_story_may_show_ones_own_region_loaded_with_it(examples, tmp_path):
    path = tmp_path / "both.toml"
    text = examples["my-story.toml"].read_text(encoding="utf-8")
    path.write_text(text.replace("l4-l5-herniated-disc.right", "LI7.right"), encoding="utf-8")

    assert any("LI7.right" in line for line in own(path))
    assert not [line for line in check.check([path, examples["my-map.toml"]]) if "both.toml" in line]


def test_the_example_joins_the_tables_of_the_method(example):
    balance = maps.load([example]).balance

    assert "LI7.right" in {pairing.key for pairing in balance.regions_for("front-of-shin", "left")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('intestine"\nloc', 'intestin"\nloc'),
        ('of = "wrist-crease-dorsal"', 'of = "wrist-crease-dorsel"'),
        ("your back bulges to the side and meets a nerve root", "your back crushes a nerve root"),
        ('version = "1.0"\n', 'version = "1.0\n'),
        ('"A region of the forearm, and a far-lateral disc at L5-S1"', "“A region of the forearm”"),
        ("[[region]]", "[[regions]]"),
        ('version = "1.0"', "version = 2026-01-05"),
    ],
)
def test_each_message_it_shows_is_one_people_get(guide, example, tmp_path, old, new):
    path = tmp_path / "my-map.toml"
    text = example.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    assert own(path)[0] in re.findall(r"^my-map\.toml, line .*$", guide, re.MULTILINE)


def test_the_warning_it_shows_is_one_people_get_and_its_file_is_in_order(guide, example, tmp_path):
    path = tmp_path / "my-map.toml"
    text = example.read_text(encoding="utf-8")
    path.write_text(text.replace('kind = "teaching"', 'kind = "website"'), encoding="utf-8")

    report = check.report([path])

    assert not report.problems
    assert [line.removeprefix(f"{tmp_path}/") for line in report.warnings] == re.findall(
        r"^my-map\.toml, line .*: should .*$", guide, re.MULTILINE
    )


def test_the_source_it_shows_has_all_that_is_wished_for(guide):
    shown = re.search(r"( *)\[\[source\]\]\n((?: .*\n)+?) *```", guide)
    source = tomllib.loads(textwrap.dedent(shown[0].removesuffix("```")))["source"][0]

    assert Source(**source).address == "https://doi.org/10.7759/cureus.11531"
    assert {"authors", "title", "container", "year", "doi", "where"} <= set(source)


def test_no_message_it_shows_is_left_untested(guide):
    assert len(re.findall(r"^my-map\.toml, line .*$", guide, re.MULTILINE)) == 8


def test_the_words_it_warns_of_are_those_the_check_finds(guide):
    rule = guide[guide.index("### Calm words") : guide.index("## How a statement is known")]

    for word in ("crushes", "cures", "always", "bad posture", "foramen"):
        assert f'"{word}"' in rule
        assert findings(word, "patient")
    assert f"{LONGEST_SENTENCE} words" in rule
    before, after = re.search(r"\| `patient` \| (.*?) \| (.*?) \|", guide).groups()
    assert findings(before, "patient")
    assert not findings(after, "patient")


def test_the_limits_it_tells_are_those_that_hold(guide):
    assert f"{LARGEST:,} bytes and {MOST_PLACES} places" in guide
    assert f"a line {LONGEST_LINE:,}\ncharacters" in guide
    assert f"up to {MOST_IN_A_ROW} in a row" in guide


def test_its_tables_of_keys_are_up_to_date(guide):
    assert filled(guide) == guide, "run `python -m point_maps.field_tables`"


def test_every_kind_of_table_has_its_keys_told(guide):
    told = {model_named(name) for _, names, _ in BLOCK.findall(guide) for name in names.split(", ")}

    assert models(MapFile) - told <= {Statement, *RECORDS.values()} - set(RECORDS.values())


def test_every_landmark_direction_scale_and_heading_is_named(guide):
    scales = {name.partition(".")[0] for name in re.findall(r"`(forearm|leg-[a-z]+-\d+|foot-3)`", guide)}
    headings = set(re.findall(r"`\[\[([a-z_]+)\]\]`", guide))

    assert not [name for name in LANDMARKS if f"`{name}`" not in guide]
    assert scales == {"forearm", "leg-medial-13", "leg-medial-15", "leg-lateral-16", "foot-3"}
    assert headings == set(RECORDS)
    assert not [word for word in Standing.__args__ if f"| `{word}` |" not in guide]
    for limb, words in DIRECTIONS.items():
        assert f"| `{limb}` | {', '.join(words)} |" in guide
