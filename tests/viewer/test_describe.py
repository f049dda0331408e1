"""What `describe` prints is a contract: other programs read it."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from models import mesh
from populated import each
from viewer.atlas import Atlas
from viewer.command.describe import describe

NERVES = (
    "l4-root", "l5-root", "s1-root", "s2-root", "s3-root", "lumbosacral-trunk", "sciatic", "tibial",
    "common-fibular", "superficial-fibular", "deep-fibular", "sural", "medial-plantar", "lateral-plantar",
)  # fmt: skip


@pytest.fixture(scope="module")
def scene(atlas: Atlas) -> dict[str, Any]:
    text = json.dumps(describe(atlas.body, atlas.placement), allow_nan=False)
    return json.loads(text)


def test_the_head_says_schema_space_and_unit(scene: dict[str, Any]) -> None:
    assert list(scene) == [
        "schema", "space", "unit", "body", "stature", "landmarks", "cun", "structures", "nerves", "sites",
        "regions",
    ]  # fmt: skip
    assert (scene["schema"], scene["space"], scene["unit"], scene["body"]) == (1, "LPS", "mm", "male")
    assert 1500 < scene["stature"] < 2100


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("structures", "id name latin system side file triangles bounds closed"),
        ("nerves", "id name side parent roots centreline width thickness"),
        ("sites", "id name side level roots centre"),
        ("regions", "code name side centre normal radius cun"),
    ],
)
def test_every_record_has_exactly_the_keys_of_the_contract(
    scene: dict[str, Any], kind: str, keys: str
) -> None:
    assert scene[kind]
    for record in scene[kind]:
        assert list(record) == keys.split()


def test_every_mesh_can_be_opened_where_it_says(scene: dict[str, Any]) -> None:
    for structure in each(scene["structures"]):
        path = Path(structure["file"])
        assert path.is_absolute()
        assert len(mesh.read(path).triangles) == structure["triangles"]


def test_all_nerves_are_there_on_both_sides(scene: dict[str, Any]) -> None:
    assert {nerve["id"] for nerve in scene["nerves"]} >= {
        f"{n}.{s}" for n in NERVES for s in ("left", "right")
    }


def test_left_is_left_and_normals_are_unit(scene: dict[str, Any]) -> None:
    for region in each(scene["regions"]):
        assert (region["centre"][0] > 0) == (region["side"] == "left")
        assert math.isclose(math.hypot(*region["normal"]), 1.0, abs_tol=1e-6)
        assert region["radius"] > 0
        assert region["cun"] > 0


def test_ids_are_told_once(scene: dict[str, Any]) -> None:
    for kind in ("structures", "nerves", "sites"):
        ids = [record["id"] for record in scene[kind]]
        assert len(ids) == len(set(ids))
    places = [(record["code"], record["side"]) for record in scene["regions"]]
    assert len(places) == len(set(places))
