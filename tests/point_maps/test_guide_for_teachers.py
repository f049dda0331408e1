"""The page for teachers: its example works as it stands, its lists are complete."""

import re
from pathlib import Path

import pytest

from point_maps import check, maps, solve
from point_maps.schema import MapFile
from point_maps.words import DIRECTIONS, LANDMARKS

PAGE = Path(__file__).parents[2] / "docs" / "point-maps.md"


@pytest.fixture(scope="module")
def guide():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(guide, tmp_path_factory):
    (block,) = re.findall(r"```toml\n(# my-map\.toml\n.*?)```", guide, re.DOTALL)
    path = tmp_path_factory.mktemp("own") / "my-map.toml"
    path.write_text(block, encoding="utf-8")
    return path


def test_the_example_passes_the_check(example):
    assert check.report([example]).summary == "1 file in order: 1 source, 1 site, 1 region"
    assert check.check([example]) == []


def test_the_example_lands_where_its_text_says(example, cylinders, limbs):
    placed = solve.place(maps.load([example]), cylinders)

    radial, dorsal, proximal = limbs.ARM.T @ (placed.regions["LI5.left"].centre - limbs.WRIST)
    assert proximal == pytest.approx(-2 - 5, abs=0.3)
    assert radial > 0 < dorsal
    assert "l3-l4-herniated-disc.right" in placed.sites


def test_the_example_joins_the_tables_of_the_method(example):
    balance = maps.load([example]).balance

    assert "LI5.right" in {pairing.key for pairing in balance.regions_for("front-of-shin", "left")}


def test_the_message_it_shows_is_the_one_people_get(guide, example, tmp_path):
    (message,) = re.findall(r"^my-map\.toml, line .*$", guide, re.MULTILINE)
    path = tmp_path / "my-map.toml"
    path.write_text(
        example.read_text(encoding="utf-8").replace('intestine"\nloc', 'intestin"\nloc'), encoding="utf-8"
    )

    found = check.check([path])

    assert [line.removeprefix(f"{tmp_path}/") for line in found] == [message]


def test_every_landmark_direction_scale_and_table_is_named(guide):
    scales = {name.partition(".")[0] for name in re.findall(r"`(forearm|leg-[a-z]+-\d+|foot-3)`", guide)}
    headings = set(re.findall(r"`\[\[([a-z_]+)\]\]`", guide))

    assert not [name for name in LANDMARKS if f"`{name}`" not in guide]
    assert scales == {"forearm", "leg-medial-13", "leg-medial-15", "leg-lateral-16", "foot-3"}
    assert headings == set(MapFile.model_fields) - {"title", "version", "licence", "authors"}
    for limb, words in DIRECTIONS.items():
        assert f"| `{limb}` | {', '.join(words)} |" in guide
