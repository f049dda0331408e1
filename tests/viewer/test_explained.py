"""What is drawn over the body in a picture: the steps to a region, and a format of the Balance Method."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.mesh import Mesh
from models.records import DataError
from populated import each
from viewer.atlas import Atlas
from viewer.atlas.changes import Look
from viewer.cards import cards, finding
from viewer.pictures import asked, explained, laying, palette
from viewer.pictures.address import Asked
from viewer.pictures.drawing import draw
from viewer.pictures.parts import Part
from viewer.pictures.stage import stage
from viewer.pictures.strokes import Line, Sign, over, projected

SIZE = (320, 240)
WARP = Path(__file__).parents[2] / "viewer" / "web" / "laid" / "warp.js"
LOOK = Look("", (10, -20, 900), 150, 25, 200, (), (), None)


def test_a_place_is_where_it_is_drawn() -> None:
    corners = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [-1, 0, 0], [0, -1, 0], [0, 0, -1]], float)
    sides = [(0, 1, 2), (1, 3, 2), (3, 4, 2), (4, 0, 2), (1, 0, 5), (3, 1, 5), (4, 3, 5), (0, 4, 5)]
    for place in ((10, -20, 900), (60, 10, 950), (-40, -60, 880)):
        mesh = Mesh(4 * corners + place, np.array(sides))
        drawn = draw(
            [Part("a", "nerve", "nerves", mesh, np.full((6, 3), 200.0), np.zeros(6, bool), 1.0)], LOOK, SIZE
        )
        rows, columns = np.nonzero(drawn[..., 3] > 127)
        [at] = projected(np.array(place, float), LOOK, SIZE)
        assert at == pytest.approx([columns.mean() + 0.5, rows.mean() + 0.5], abs=0.8)


class Over:
    """Keeps what is drawn over a picture."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines: list[Line] = []
        self.signs: list[Sign] = []
        monkeypatch.setattr(explained, "over", self.take)

    def take(self, picture: Any, _look: Look, lines: Sequence[Line], signs: Sequence[Sign]) -> Any:
        self.lines, self.signs = list(lines), list(signs)
        return picture


def told(atlas: Atlas, address: str, monkeypatch: pytest.MonkeyPatch, azimuth: float = 0) -> Over:
    kept, wanted = Over(monkeypatch), asked.read(address)
    _, look = stage(atlas, wanted, SIZE)
    blank = np.zeros((240, 320, 4), np.uint8)
    explained.explained(blank, atlas, wanted, look._replace(azimuth=look.azimuth + azimuth))
    return kept


def test_the_steps_to_a_region_are_numbered_and_counted(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = finding.drawn(atlas, atlas.regions["LU6.left"])["steps"]
    kept = told(atlas, "?select=LU6.left", monkeypatch)
    assert [sign.text for sign in kept.signs] == [str(i + 1) for i in range(len(steps))]
    assert len(kept.lines) == sum(len(step.get("line", ())) > 1 for step in steps)
    [ruler] = [line for line in kept.lines if line.counts]
    assert [text for _, text in ruler.counts] == [str(cun) for cun in range(8)]
    assert len(ruler.ticks) == 15, "every half cun"

    tenths = [line for line in told(atlas, "?select=KI3.left", monkeypatch).lines if line.ticks]
    assert [len(line.ticks) for line in tenths] == [11]


@pytest.mark.parametrize(
    ("address", "azimuth"),
    [("?select=LU6.left&names=0", 0), ("?select=LU6.left", 180), ("?select=LU6.left&show=bones", 0)],
)
def test_a_region_is_not_explained_unseen(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch, address: str, azimuth: float
) -> None:
    kept = told(atlas, address, monkeypatch, azimuth)
    assert (kept.lines, kept.signs) == ([], [])


def test_a_region_s_picture_shows_its_way_and_what_is_felt(atlas: Atlas) -> None:
    wanted = Asked(select="PC6.left")
    parts, look = stage(atlas, wanted, SIZE)
    plain, told = (
        asked.drawn((atlas, one), parts, look, SIZE, asked.Extras()).astype(int)
        for one in (wanted._replace(names=False), wanted)
    )
    for step in finding.drawn(atlas, atlas.regions["PC6.left"])["steps"]:
        for x, y in projected(np.array(step["line"])[1:-1], look, SIZE) if "line" in step else ():
            near = told[int(y) - 3 : int(y) + 4, int(x) - 3 : int(x) + 4, :3]
            assert np.ptp(near.sum(axis=2)) > 200, "ink beside paper"
    changed = np.abs(told - plain)[..., :3].max(axis=2)
    assert ((changed > 5) & (changed < 100)).sum() > 300, "the cords shine through"

    quiet = {part.id: part.opacity for part in parts if part.layer == "regions"}
    assert max(value for key, value in quiet.items() if key != "PC6.left") < quiet["PC6.left"] / 2


def test_the_page_lays_it_in_the_same_place(atlas: Atlas) -> None:
    if not shutil.which("node"):
        pytest.skip("needs node 18 or newer")
    now = laying.laying(atlas, Asked(method="image.left"))
    assert now is not None
    points = atlas.body.mesh("l3-vertebra").points[::20]
    for limb, along in each(now.format["limbs"]["right"].items()):
        given = {"points": points.ravel().tolist(), "along": along, "lift": laying.LIFT[limb]}
        program = f"""
            import {{ readFileSync }} from "node:fs";
            import {{ warped }} from {json.dumps(WARP.as_uri())};
            const {{ points, along, lift }} = JSON.parse(readFileSync(0, "utf8"));
            const surface = {{ points: Float32Array.from(points), normals: new Float32Array(points.length) }};
            process.stdout.write(JSON.stringify([...warped(surface, along, lift).points]));"""
        node = subprocess.run(
            ["node", "--input-type=module", "-e", program],
            input=json.dumps(given), capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert node.returncode == 0, node.stderr
        there = np.array(json.loads(node.stdout)).reshape(-1, 3)
        assert laying.warped(points, along, laying.LIFT[limb]) == pytest.approx(there, abs=0.01)


def test_a_format_is_laid_on_the_other_side_and_said(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    parts, look = stage(atlas, asked.read("?method=image.left"), SIZE)
    copies = {part.id: part for part in parts if part.system == "laid"}
    assert copies.keys() == {"laid.arm", "laid.leg"}
    for copy in copies.values():
        assert copy.mesh.points[:, 0].max() < 60, "the pain is left, it lies right"
        assert tuple(copy.colours[0]) == palette.LAID
    now = laying.laying(atlas, asked.read("?method=image.left"))
    assert now is not None
    for *_, source, target in now.pins[1:3]:
        assert 0 < projected(source, look, SIZE)[0][1] < SIZE[1]
        assert 0 < projected(target, look, SIZE)[0][1] < SIZE[1]

    kept = told(atlas, "?method=image.left", monkeypatch)
    assert {line.kind for line in kept.lines} == {"band"}
    said = [sign.text for sign in kept.signs]
    assert "Elbow: L2" in said
    assert said.count("L2") == 1
    assert "also" not in {line.kind for line in kept.lines}
    pointed = told(atlas, "?method=image.left&system=2", monkeypatch).lines
    arrows = {line.kind: line.points[1] for line in pointed if line.kind in ("arrow", "also")}
    assert arrows["arrow"] == pytest.approx(np.array(atlas.regions["LU5.right"].centre))
    assert arrows["also"][0] > 0, "on the other side dashed"

    mirror, _ = stage(atlas, asked.read("?method=mirror.right"), SIZE)
    assert [part.id for part in mirror if part.system == "laid"] == ["laid.arm"]


def test_a_system_lights_its_regions(atlas: Atlas) -> None:
    def lit(address: str) -> set[str]:
        parts, _ = stage(atlas, asked.read(address), SIZE)
        colour = palette.colours()["claimed"]
        return {part.id for part in parts if part.system == "region" and tuple(part.colours[0]) == colour}

    assert lit("?method=image.left") == set()
    told = cards.card(atlas, "low-back-beside-spine.left", "student") or {}
    groups = told["reached"]["groups"]
    wanted = {
        key for one in groups if 2 in one["systems"] and one["choice"] != "off-level" for key in one["ids"]
    }
    assert wanted
    assert lit("?method=image.left&system=2") == wanted


def test_a_format_that_is_not_there_is_told(atlas: Atlas) -> None:
    with pytest.raises(DataError, match=r"method: must name .* such as image\.left"):
        stage(atlas, asked.read("?method=images.left"), SIZE)
    with pytest.raises(DataError, match="system: must be the number of a system"):
        asked.read("?system=two")


def test_what_is_inferred_is_dashed() -> None:
    paper = np.full((240, 320, 4), 255, np.uint8)
    ends = np.array([[-80, 0, 900], [80, 0, 940]], float)
    look = LOOK._replace(azimuth=180, elevation=0, focal=(0, 0, 920))
    whole, dashed = (
        (over(paper, look, [Line(ends, kind)], ())[..., :3].sum(axis=2) < 600).sum()  # type: ignore[arg-type]
        for kind in ("band", "inferred")
    )
    assert 0.2 * whole < dashed < 0.7 * whole
    assert over(paper, look, (), ()) is paper
