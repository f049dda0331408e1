"""3D models to take away, opened by programs that did not write them."""

import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvista as pv
import trimesh

from models import catalogue
from populated import each
from viewer.__main__ import main

DISC = "l5-s1-herniated-disc.left"
KINDS = ("glb", "stl", "vtm")
READ = Path(__file__).parents[1] / "web" / "read_glb.js"
THREE = Path(__file__).parents[2] / "node_modules" / "three"
SPINE = ("?select=l5-s1-herniated-disc.left&show=bones,nerves,ligaments", "--amount", "100")


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
    (femur,) = (node for node in told["nodes"] if node["name"] == "femur.left")
    assert femur["extras"] == {
        "id": "femur.left", "name": "Femur", "latin": "Os femoris", "side": "left", "system": "bone",
        "layer": "bones", "licence": "Apache-2.0",
    }  # fmt: skip
    said = told["asset"]["copyright"]
    assert "Apache-2.0" in said
    sources = {one.id: one.attribution for one in catalogue.load("male").manifest.sources}
    for key in ("femur.left", "l5-root.left"):
        assert sources[catalogue.load("male").structures[key].source] in said
    nerve = next(one for one in told["materials"] if one["name"] == "l5-root.left")
    red, green, blue, _ = nerve["pbrMetallicRoughness"]["baseColorFactor"]
    assert red > green > 10 * blue, "a nerve is yellow"


def test_three_js_finds_the_same_and_every_piece_faces_outward(tmp_path: Path) -> None:
    if not (shutil.which("node") and THREE.is_dir()):
        pytest.skip("needs node 18 or newer, and `npm ci`")
    made = exported(tmp_path / "some.glb", "?show=bones,nerves&side=left&body=female")
    node = subprocess.run(["node", READ, made], capture_output=True, encoding="utf-8", check=False)
    assert node.returncode == 0, node.stderr
    meshes = json.loads(node.stdout)["meshes"]
    body = catalogue.load("female")

    for key, found in each(meshes.items()):
        left, front, up = (body.structures[key].bounds[i : i + 2] for i in (0, 2, 4))
        low, high = (left[0], up[0], -front[1]), (left[1], up[1], -front[0])
        assert np.array(found["bounds"]) * 1000 == pytest.approx(np.array([low, high]), abs=0.2), key
        assert found["volume"] > 0, f"{key} is inside out"
        assert found["within"] == found["extras"]["layer"]
    assert {found["extras"]["side"] for found in meshes.values()} == {"left", "midline"}
    assert meshes["femur.left"]["bounds"][0][0] > 0, "left is left"
    assert meshes["femur.left"]["volume"] * 1e6 == pytest.approx(
        trimesh.load(made).geometry["femur.left"].volume * 1e6
    )


def test_an_address_is_written_as_the_page_shows_it(tmp_path: Path, capsys: Any) -> None:
    made = exported(tmp_path / "leg.glb", "?select=KI3.left&show=bones,regions&side=left&hide=sacrum")
    shapes = trimesh.load(made).geometry
    assert {"femur.left", "KI3.left"} <= shapes.keys()
    assert not {"sacrum", "femur.right", "skin"} & shapes.keys()
    (point,) = (node for node in tree(made)["nodes"] if node["name"] == "KI3.left")
    assert point["extras"]["name"] == "KI3 Tàixī"

    blocks = pv.read(exported(tmp_path / "leg.vtm", "?show=regions"))
    assert blocks["KI3.left"].field_data["name"][0] == "KI3 Taixi", "VTK takes no letters with tones"
    capsys.readouterr()
    exported(tmp_path / "leg.stl", "?show=bones,regions&only=femur.left,KI3.left")
    assert "no solids to print: KI3.left. Leave" in capsys.readouterr().out


def test_a_spine_with_a_herniation_can_be_printed(tmp_path: Path, capsys: Any) -> None:
    whole = trimesh.load(exported(tmp_path / "spine.stl", *SPINE))
    assert "no solids" not in capsys.readouterr().out
    pieces = whole.split(only_watertight=False)
    assert len(pieces) > 20
    for piece in each(pieces):
        assert piece.is_watertight
        assert piece.volume > 0
    assert (tmp_path / "spine.stl").read_bytes()[:5] != b"solid", "binary"

    healthy = trimesh.load(exported(tmp_path / "healthy.stl", SPINE[0]))
    assert healthy.volume < whole.volume, "an address says healthy where it says nothing"


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
        (["?show=bones", "sacrum"], ["an address or --select, not both", "'?show=bones'"]),
        (["?show="], ["must show something", "show=bones"]),
        (["?hide=tail&view=moon"], ["hide: must name", "view: must name"]),
        (["l5-s1-herniated-disc"], ["one cause at most", f"{DISC}, l5-s1-herniated-disc.right"]),
    ],
)
def test_what_is_not_there_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], told: list[str]
) -> None:
    target = tmp_path / "none.glb"

    more = [part for one in asked for part in ([one] if "=" in one else ["--select", one])]
    assert main(["export", "glb", str(target), *more]) == 1
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
