"""Pictures by pyvista: shapes, colours and sides are those of the page, and every drawn cause has one."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from models import catalogue
from models.mesh import Mesh
from models.records import DataError
from populated import each
from viewer.__main__ import main
from viewer.atlas import Atlas
from viewer.atlas.changes import Look
from viewer.cards import cards
from viewer.pictures import asked, captions, drawing, glance, made_from, palette, saving
from viewer.pictures.address import Asked
from viewer.pictures.drawing import draw
from viewer.pictures.parts import Part, beside, joined, parts
from viewer.pictures.stage import stage

SIZE = (80, 60)
DISC = "l5-s1-herniated-disc.left"
FROM_BEHIND = Look("", (0, 0, 0), 180, 0, 60, ("nerves", "bones"), (), None)
CUT_FROM_ABOVE = FROM_BEHIND._replace(
    elevation=80, cut={"origin": (0, 0, 0), "normal": (0, 0, 1), "shift": {"bones": 0}}
)


def octahedron(middle: tuple[float, float, float], radius: float = 8) -> Mesh:
    corners = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], float)
    above = [(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4)]
    below = [(b, a, 5) for a, b, _ in above]
    return Mesh(corners * radius + middle, np.array([*above, *below]))


def part(key: str, system: Any, layer: str, middle: tuple[float, float, float], **how: Any) -> Part:
    mesh = octahedron(middle)
    colours = np.tile(np.array(palette.surface(key, system), float), (6, 1))
    look = {"touches": np.zeros(6, bool), "opacity": 1.0, **how}
    return Part(key, system, layer, mesh, colours, **look)


def hue(picture: np.ndarray) -> np.ndarray:
    values = picture[..., :3].astype(float)
    return values / np.maximum(values.sum(axis=-1, keepdims=True), 1)


def like(picture: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """Where a picture has a colour, in whatever light."""
    near = np.abs(hue(picture) - hue(np.array(colour))).max(axis=-1) < 0.05
    return near & (picture[..., 3] > 200)


def columns(mask: np.ndarray) -> float:
    return float(np.nonzero(mask)[1].mean())


def test_the_patient_s_left_is_at_the_left_when_seen_from_behind() -> None:
    nerve, bone = part("a", "nerve", "nerves", (15, 0, 0)), part("b", "artery", "vessels", (-15, 0, 0))
    picture = draw([nerve, bone], FROM_BEHIND, SIZE)

    assert picture.shape == (60, 80, 4)
    assert columns(like(picture, palette.colours()["nerve"])) < 30
    assert columns(like(picture, palette.colours()["artery"])) > 50
    assert picture[0, 0, 3] == 0, "nothing is behind it"


def test_what_is_cut_is_closed_in_its_inner_colour_and_what_is_not_stays_whole() -> None:
    cut, whole = part("a", "bone", "bones", (12, 0, 0)), part("b", "muscle", "muscles", (-12, 0, 0))
    picture = draw([cut, whole], CUT_FROM_ABOVE, SIZE)
    face = np.abs(picture[..., :3].astype(int) - palette.inside("a", "bone")).max(axis=2) < 6

    assert face.sum() > 60
    assert columns(face) < 40
    assert like(picture, palette.colours()["muscle"]).sum() > 100


def test_where_it_touches_is_striped_and_the_dura_is_seen_through() -> None:
    touching = part("a", "nerve", "nerves", (0, 0, 0), touches=np.ones(6, bool))
    striped = draw([touching], FROM_BEHIND, (480, 360))
    contact = np.abs(striped[..., :3].astype(int) - palette.colours()["contact"]).max(axis=2) < 30
    white = (striped[..., :3] > 230).all(axis=2) & (striped[..., 3] > 200)
    assert contact.sum() > 60
    assert white.sum() > 40

    sheer = draw([part("a", "dura", "nerves", (0, 0, 0), opacity=0.34)], FROM_BEHIND, SIZE)
    assert 20 < sheer[30, 40, 3] < 200


def test_parts_that_look_alike_are_drawn_as_one() -> None:
    one, other = part("a", "nerve", "nerves", (15, 0, 0)), part("b", "dura", "nerves", (-15, 0, 0))
    both = joined([one, other])

    assert len(both.mesh.triangles) == 16
    corners = both.mesh.points[both.mesh.triangles]
    assert np.array_equal(corners[8:], other.mesh.points[other.mesh.triangles])
    assert np.array_equal(both.colours[6:], other.colours)


def test_points_touch_points_that_are_near() -> None:
    one = np.array([[0, 0, 0], [5, 0, 0], [10, 0, 0]], float)
    marks = beside(one, np.array([[5, 0.5, 0], [20, 0, 0]], float))

    assert [list(own) for own in marks] == [[False, True, False], [True, False]]
    assert not any(own.any() for own in beside(one, one + 100))


def test_healthy_is_the_body_and_nothing_touches(atlas: Atlas) -> None:
    cause = atlas.changes[DISC]
    healthy, affected = (parts(atlas.body, cause, amount) for amount in (0, 1))
    disc = next(one for one in healthy if one.id == "l5-s1-disc")

    assert {one.id for one in healthy} == set(cause.look.parts)
    assert not any(one.touches.any() for one in healthy)
    assert any(one.touches.any() for one in affected)
    own = atlas.body.mesh("l5-s1-disc").points
    assert np.array_equal(disc.mesh.points[: len(own)], own)


def test_what_appears_is_drawn_of_the_affected_only(atlas: Atlas) -> None:
    cause = atlas.changes["tarsal-tunnel.left"]
    healthy, affected = ({one.id for one in parts(atlas.body, cause, amount)} for amount in (0, 0.5))

    assert affected - healthy == {"tarsal-tunnel-ganglion-cyst.left", "flexor-retinaculum-of-the-foot.left"}


@pytest.mark.parametrize("body", catalogue.available())
def test_every_cause_has_a_picture_that_fits_it(body: str, atlas_of: Callable[[str], Atlas]) -> None:
    atlas = atlas_of(body)
    told = made_from.read(atlas.body.folder / "pictures")
    now = {key: made_from.made_from(atlas.body, cause) for key, cause in each(atlas.changes.items())}

    stale = sorted(key for key in now if told.get(key) != now[key])
    assert stale == [], "draw them anew: python -m viewer export pictures models/data"
    assert set(atlas.body.pictures) == set(now)


@pytest.mark.parametrize("body", catalogue.available())
def test_a_picture_is_small_and_its_halves_differ(body: str) -> None:
    for key, path in each(catalogue.load(body).pictures.items()):
        assert path.stat().st_size <= glance.LARGEST, key
        picture = np.asarray(Image.open(io.BytesIO(path.read_bytes())).convert("RGBA")).astype(int)
        assert picture.shape == (glance.HALF[1], 2 * glance.HALF[0], 4), key
        healthy, affected = np.hsplit(picture, 2)
        changed = (np.abs(healthy - affected).max(axis=2) > 40).mean()
        assert 0.002 < changed < 0.6, (key, changed)


def test_only_what_no_longer_fits_is_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atlas: Atlas
) -> None:
    monkeypatch.setattr(glance, "beside", lambda *_: np.zeros((60, 160, 4), np.uint8))
    folder = tmp_path / "male" / "pictures"

    def drawn(**how: bool) -> list[str]:
        return [made.path.stem for made in glance.glances(tmp_path, ["male"], atlas.map, **how)]

    assert drawn() == list(atlas.changes)
    assert drawn() == []
    made_from.write(folder, {**made_from.read(folder), DISC: "something else"})
    (folder / "piriformis-syndrome.left.webp").unlink()
    (folder / "gone.left.webp").touch()
    assert sorted(drawn()) == [DISC, "piriformis-syndrome.left"]
    assert not (folder / "gone.left.webp").exists()
    assert drawn(force=True) == list(atlas.changes)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (DISC, Asked(select=DISC, amount=100)),
        (
            "?body=female&select=fibular-neck.right&amount=60",
            Asked("female", "fibular-neck.right", 60),
        ),
        ("http://127.0.0.1:8080/?select=fibular-neck.right", Asked(select="fibular-neck.right")),
        (
            "?show=bones,nerves&opacity=bones:40&hide=sacrum&side=left&view=lower-back&camera=180,3,500,0,0,900",
            Asked(
                show=("bones", "nerves"), opacity={"bones": 0.4}, hide=("sacrum",), side="left",
                view="lower-back", camera=(180, 3, 500, 0, 0, 900),
            ),
        ),
    ],
)  # fmt: skip
def test_an_address_says_what_is_drawn(address: str, wanted: Asked) -> None:
    assert asked.read(address) == wanted


def test_all_of_an_address_that_cannot_be_read_is_told_at_once() -> None:
    with pytest.raises(DataError) as told:
        asked.read("?show=bons&opacity=skin:400&side=front&camera=1,2")
    assert [problem.partition(":")[0] for problem in told.value.problems] == [
        "show", "opacity", "side", "camera",
    ]  # fmt: skip


def shown(atlas: Atlas, query: str) -> dict[str, Part]:
    parts, _ = stage(atlas, asked.read(query), (320, 240))
    return {part.id: part for part in parts}


def test_an_address_shows_its_layers_in_the_colours_of_what_is_chosen(atlas: Atlas) -> None:
    usual = shown(atlas, "?view=back")
    assert {part.layer for part in usual.values()} == set(atlas.opening_layers)
    assert not any(atlas.entries[key].variant for key in usual)

    bones = shown(atlas, "?show=bones&side=left&hide=femur.left")
    assert {part.layer for part in bones.values()} == {"bones"}
    assert {atlas.entries[key].side for key in bones} == {"left", "midline"}
    assert "femur.left" not in bones
    assert set(shown(atlas, "?only=sciatic.left,sacrum")) == {"sciatic.left", "sacrum"}

    point = shown(atlas, "?select=KI3.left&show=skin,nerves,regions")
    claimed, quiet = (palette.colours()[name] for name in ("claimed", "quiet"))
    claims = set(cards.card(atlas, "KI3.left", "student")["claimed"])
    assert claims
    for key, part in point.items():
        if part.system == "nerve":
            assert tuple(part.colours[0]) == (claimed if key in claims else quiet), key
    assert tuple(point["KI3.left"].colours[0]) == palette.colours()["region"]


def test_a_region_is_looked_at_on_closed_skin_with_all_of_the_way_to_it(atlas: Atlas) -> None:
    parts, look = stage(atlas, Asked(select="LU6.left"), (800, 600))
    assert {part.layer for part in parts} == {"skin", "regions"}
    assert next(part for part in parts if part.layer == "skin").opacity == 1.0
    crease, region = (
        np.array(atlas.body.manifest.landmarks["wrist-crease-palmar.left"]),
        atlas.regions["LU6.left"],
    )
    for place in (crease, np.array(region.centre)):
        assert np.linalg.norm(place - look.focal) < look.height / 2

    parts, _ = stage(atlas, Asked(select="LU6.left", show=("bones",)), (800, 600))
    assert "bones" in {part.layer for part in parts}, "what an address names is what it shows"


def test_a_cause_of_an_address_stands_among_what_else_it_shows(atlas: Atlas) -> None:
    looked = shown(atlas, f"?select={DISC}&amount=100")
    assert looked.keys() <= set(atlas.changes[DISC].look.parts)
    assert looked["l5-s1-disc"].touches.any()
    assert not shown(atlas, f"?select={DISC}&amount=0")["l5-s1-disc"].touches.any()
    around = shown(atlas, f"?select={DISC}&amount=100&show=bones,muscles")
    assert "gluteus-maximus.left" in around
    assert "l5-root.left" not in around
    alone, _ = stage(atlas, asked.read(f"?select={DISC}&amount=100&only=l5-s1-disc,femur.left"), SIZE)
    assert sorted(part.id for part in alone) == ["femur.left", "l5-s1-disc"], (
        "each once, the disc as it is bent"
    )
    assert any(part.touches.any() for part in alone)


def test_painful_places_and_the_nerve_that_is_followed_are_drawn(atlas: Atlas) -> None:
    hurting, _ = stage(atlas, Asked(hurts=("buttock.left", "sole.left"), show=("skin",)), SIZE)
    colours = {part.id: tuple(part.colours[0]) for part in hurting if part.id in atlas.painful}
    assert colours == {
        "buttock.left": palette.colours()["placeA"],
        "sole.left": palette.colours()["placeB"],
    }

    walked, _ = stage(atlas, Asked(walk=("s1-root.left", "sural.left"), show=("nerves",)), SIZE)
    lit = {part.id for part in walked if tuple(part.colours[0]) == palette.colours()["lit"]}
    assert lit == {"s1-root.left", "sciatic.left", "tibial.left", "sural.left"}


def test_a_place_a_body_lacks_is_told(atlas: Atlas) -> None:
    with pytest.raises(DataError) as told:
        stage(atlas, asked.read("?hide=tail.left&view=moon"), (320, 240))
    assert len(told.value.problems) == 2


def test_names_stand_at_the_margins_beside_what_they_name(atlas: Atlas) -> None:
    parts, look = stage(atlas, asked.read("?show=bones,nerves&view=lower-back"), (480, 360))
    front = drawing.front(parts, look, (480, 360))
    labels = captions.named(front, parts, {key: entry.name for key, entry in atlas.entries.items()})
    assert len(labels) >= 6
    for label in labels:
        assert atlas.entries[parts[front[label.y, label.x]].id].name == label.name
    plain = np.full((360, 480, 4), 255, np.uint8)
    written = captions.labelled(plain, labels) != plain
    assert written[:, :60].any()
    assert written[:, -60:].any()
    keyed = captions.with_key(plain, parts) != plain
    assert keyed[200:, :200].any()
    assert not keyed[:100].any()


def test_the_command_draws_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "disc.png"
    assert main(["picture", "fibular-neck", str(target), "--side", "right", "--size", "64x48"]) == 0

    with Image.open(target) as picture:
        assert picture.size == (64, 48)
    assert capsys.readouterr().out == f"{target}: {target.stat().st_size / 1e3:.0f} kB\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-cause", "a.png"), "cause: must be one that is drawn, such as"),
        (("fibular-nec", "a.png"), "such as fibular-neck.left"),
        (("?select=fibular-neck.left&amount=200", "a.png"), "amount: must be from 0 to 100; got '200'"),
        ((DISC, "a.gif"), "a.gif: must end in .png or .webp; got '.gif'"),
        ((DISC, "a.png", "--body", "giant"), "body: must be one of"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_told(
    arguments: tuple[str, ...],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["picture", *arguments]) == 1

    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [("--size", "9x9"), ("--size", "big"), ("--amount", "101"), ("--side", "up")]
)
def test_wrong_use_is_two(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["picture", DISC, "a.png", *arguments])

    assert ended.value.code == 2


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    for name in ("asked", "captions", "drawing", "saving", "stage"):
        monkeypatch.delitem(sys.modules, f"viewer.pictures.{name}", raising=False)
        monkeypatch.delattr(f"viewer.pictures.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "pyvista", None)

    assert main(["picture", DISC, "a.png"]) == 1
    assert "pip install 'sciatica-atlas[pictures]'" in capsys.readouterr().err


def test_what_does_not_fit_into_its_bytes_is_told() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (40, 40, 4), np.uint8)

    with pytest.raises(ValueError, match="at most 100 bytes"):
        saving.webp(noise, 100)
    assert Image.open(io.BytesIO(saving.webp(noise))).size == (40, 40)
