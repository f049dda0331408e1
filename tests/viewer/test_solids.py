"""3D models to take away, opened by programs that did not write them."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvista as pv
import trimesh

from models import catalogue
from viewer.__main__ import main

DISC = "l5-s1-herniated-disc.left"
KINDS = ("glb", "stl", "vtm")


def exported(target: Path, *more: str) -> Path:
    assert main(["export", target.suffix[1:], str(target), *more]) == 0
    return target


def tree(glb: Path) -> Any:
    """What a GLB file says of itself."""
    content = glb.read_bytes()
    length = struct.unpack("<I", content[12:16])[0]
    return json.loads(content[20 : 20 + length])


def test_a_glb_is_in_metres_with_y_up_and_left_is_left(tmp_path: Path) -> None:
    made = exported(
        tmp_path / "nerves.glb", "--select", "sciatic", "--select", "femur.right", "--body", "female"
    )
    body = catalogue.load("female")

    scene = trimesh.load(made)
    for key in ("sciatic.left", "sciatic.right", "femur.right"):
        points = body.mesh(key).points / 1000
        wanted = np.column_stack([points[:, 0], points[:, 2], -points[:, 1]])
        assert scene.geometry[key].bounds == pytest.approx(np.array([wanted.min(0), wanted.max(0)]), abs=1e-5)
    assert scene.geometry["sciatic.left"].bounds[0][0] > 0

    (read,) = [pv.read(made).combine(merge_points=False)]  # VTK's own reader
    assert read.bounds == pytest.approx(scene.bounds.T.ravel(), abs=1e-5)


def test_a_glb_names_its_parts_by_layer_and_says_whose_it_is(tmp_path: Path) -> None:
    told = tree(exported(tmp_path / "one.glb", "--select", "femur.left", "--select", "l5-root.left"))

    names = {node["name"]: node for node in told["nodes"]}
    assert names.keys() == {"sciatica-atlas.male", "bones", "nerves", "femur.left", "l5-root.left"}
    assert [told["nodes"][child]["name"] for child in names["bones"]["children"]] == ["femur.left"]
    (femur,) = (mesh for mesh in told["meshes"] if mesh["name"] == "femur.left")
    assert femur["extras"]["name"] == "Femur"
    assert "Apache-2.0" in told["asset"]["copyright"]
    nerve = next(one for one in told["materials"] if one["name"] == "l5-root.left")
    red, green, blue, _ = nerve["pbrMetallicRoughness"]["baseColorFactor"]
    assert red > green > 10 * blue, "a nerve is yellow"


@pytest.mark.parametrize("kind", KINDS)
def test_a_cause_is_as_far_from_healthy_as_asked(tmp_path: Path, kind: str) -> None:
    points = []
    for amount in ("0", "100"):
        made = exported(tmp_path / f"{amount}.{kind}", "--select", DISC, "--amount", amount)
        read = pv.read(made)
        points.append(read.combine(merge_points=False) if isinstance(read, pv.MultiBlock) else read)
    healthy, affected = points
    assert affected.n_points >= healthy.n_points
    near = healthy.find_closest_point
    apart = [np.linalg.norm(healthy.points[near(point)] - point) for point in affected.points[::7]]
    unit = 1000 if kind == "glb" else 1
    assert 2 < unit * max(apart) < 12, "mm the disc comes out"


def test_an_stl_and_a_vtm_are_as_the_body_lies(tmp_path: Path) -> None:
    asked = ("--select", "l4-vertebra", "--select", "sciatic.left")
    solid, blocks = (pv.read(exported(tmp_path / f"some.{kind}", *asked)) for kind in ("stl", "vtm"))
    body = catalogue.load("male")

    assert blocks.keys() == ["l4-vertebra", "sciatic.left"]
    assert blocks["sciatic.left"].field_data["latin"][0] == body.structures["sciatic.left"].latin
    assert blocks["sciatic.left"].points == pytest.approx(body.mesh("sciatic.left").points, abs=1e-3)
    assert solid.n_cells == sum(block.n_cells for block in blocks)
    assert solid.bounds == pytest.approx(blocks.bounds, abs=1e-3)


def test_without_a_choice_all_that_is_usual_is_there(tmp_path: Path) -> None:
    names = {node["name"] for node in tree(exported(tmp_path / "all.glb"))["nodes"]}

    structures = catalogue.load("male").structures.values()
    assert {one.id for one in structures if not one.variant} <= names
    assert not {one.id for one in structures if one.variant} & names


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["femurr.left"], ["structure, a layer or a drawn cause", "femur.left", "'femurr.left'"]),
        (["nobody", "nothing"], ["'nobody'", "'nothing'", "2 problems"]),
        (["l5-s1-herniated-disc"], ["one cause at most", f"{DISC}, l5-s1-herniated-disc.right"]),
    ],
)
def test_what_is_not_there_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], told: list[str]
) -> None:
    target = tmp_path / "none.glb"

    assert main(["export", "glb", str(target), *(part for one in asked for part in ("--select", one))]) == 1
    said = capsys.readouterr().err
    assert all(part in said for part in told), said
    assert not target.exists()


def test_nothing_of_ones_own_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bone.vtm"
    target.write_text("mine")
    asked = ["export", "vtm", str(target), "--select", "femur.left"]

    assert main(asked) == 1
    assert "--force" in capsys.readouterr().err
    assert target.read_text() == "mine"
    assert main([*asked, "--force"]) == 0
    assert main([*asked, "--force"]) == 0, "its folder is replaced as well"
    assert pv.read(target).keys() == ["femur.left"]


def test_the_ending_says_the_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "stl", str(tmp_path / "bone.glb")])
    assert ended.value.code == 2
    assert "ends in .stl" in capsys.readouterr().err


def test_a_folder_of_the_same_name_is_in_nobodys_way_but_that_of_a_vtm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "bone" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    exported(tmp_path / "bone.glb", "--select", "femur.left")

    assert main(["export", "vtm", str(tmp_path / "bone.vtm"), "--select", "femur.left"]) == 1
    assert "--force" in capsys.readouterr().err
    assert mine.read_text() == "mine"
    assert not (tmp_path / "bone.vtm").exists()
