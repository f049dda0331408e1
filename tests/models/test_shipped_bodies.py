"""The files of every body fit together: both directions, checksums, budgets."""

import hashlib
import json

import numpy as np
import pytest

from models import catalogue
from models.catalogue import Body
from models.mesh import decode
from models.records import DataError
from populated import each

DEFAULT = {"skin", "bone", "disc", "nerve"}
"""Systems shown when the page opens."""
LANDMARKS_OF_A_SIDE = {
    "hip-joint-centre",
    "greater-trochanter",
    "lesser-trochanter",
    "ischial-tuberosity",
    "ischial-tuberosity-lateral",
    "ischial-spine",
    "psis",
    "iliac-crest",
    "knee-centre",
    "medial-epicondyle",
    "lateral-epicondyle",
    "fibular-head",
    "medial-malleolus",
    "medial-malleolus-prominence",
    "lateral-malleolus",
    "calcaneus-posterior",
    "navicular-tuberosity",
    "popliteal-crease",
    "gluteal-fold",
    "achilles-anterior",
    "wrist-crease-palmar",
    "wrist-crease-dorsal",
    "elbow-crease",
    "radial-styloid",
    "ulnar-styloid",
    "ulnar-head",
    "pisiform",
    "scaphoid-tubercle",
}
LANDMARKS_OF_THE_MIDLINE = {"l4-body", "l5-body", "s1-body", "l4-spinous", "sacral-promontory", "vertex"}


def test_every_structure_has_its_mesh_and_every_mesh_its_structure(body: Body):
    written = {path.relative_to(body.folder).as_posix() for path in (body.folder / "meshes").iterdir()}

    assert written == {structure.file for structure in body.structures.values()}


def test_every_mesh_is_the_one_the_manifest_describes(body: Body):
    for structure in each(body.structures.values()):
        content = body.path(structure.id).read_bytes()
        mesh = decode(content)
        low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)

        assert hashlib.sha256(content).hexdigest() == structure.sha256, structure.id
        assert len(mesh.triangles) == structure.triangles, structure.id
        assert np.allclose(np.ravel([low, high], "F"), structure.bounds, atol=1e-3), structure.id


def test_every_mesh_is_closed_by_its_own_triangles(body: Body):
    for structure in each(body.structures.values()):
        triangles = body.mesh(structure.id).triangles
        start, end = triangles.ravel(), np.roll(triangles, -1, axis=1).ravel()
        count = triangles.max() + 1

        assert structure.closed, structure.id
        # As many edges run back as forth, each of them.
        assert np.array_equal(np.sort(start * count + end), np.sort(end * count + start)), structure.id


def test_every_mesh_faces_outward(body: Body):
    for key in each(body.structures):
        points, triangles = body.mesh(key)
        a, b, c = (points[triangles[:, corner]] for corner in range(3))
        assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() > 0, key


def test_what_is_named_left_lies_on_the_patients_left(body: Body):
    for structure in each(body.structures.values()):
        middle = body.mesh(structure.id).points[:, 0].mean()
        # Strands of the cauda equina lie beside the midline by little more than their own breadth.
        assert {"left": middle > 0, "right": middle < 0, "midline": abs(middle) < 3}[structure.side], (
            structure.id
        )


def test_left_mirrors_right(body: Body):
    for key, structure in each(body.structures.items()):
        if structure.side == "left":
            left, right = body.mesh(key).points, body.mesh(key.replace(".left", ".right")).points
            assert left.mean(axis=0) * (-1, 1, 1) == pytest.approx(right.mean(axis=0), abs=0.2), key


def test_the_contracts_landmarks_are_there(body: Body):
    wanted = {f"{name}.{side}" for name in LANDMARKS_OF_A_SIDE for side in ("left", "right")}
    wanted |= {f"{name}.midline" for name in LANDMARKS_OF_THE_MIDLINE}

    assert wanted <= set(body.manifest.landmarks)
    assert all(name.rpartition(".")[2] in {"left", "right", "midline"} for name in body.manifest.landmarks)


def test_files_hold_at_most_two_bytes_a_triangle(body: Body):
    size = sum(body.path(key).stat().st_size for key in body.structures)
    triangles = sum(structure.triangles for structure in body.structures.values())

    assert size / triangles <= 2.0


def test_the_default_scene_keeps_its_budget(body: Body):
    shown = [one for one in body.structures.values() if one.system in DEFAULT and one.variant is None]

    assert sum(structure.triangles for structure in shown) <= 450_000
    assert len({structure.group for structure in shown}) <= 40
    assert 50_000 <= body.structures["skin"].triangles <= 110_000


def test_a_body_stays_small(body: Body):
    beside = {*body.causes.values(), *body.folder.glob("pictures/*")}  # each is fetched when it is wanted
    own = [path for path in body.folder.rglob("*") if path.is_file() and path not in beside]

    assert sum(path.stat().st_size for path in own) <= 1_540_000


def test_a_cause_stays_small(body: Body):
    for cause, path in each(body.causes.items()):
        assert path.stat().st_size <= 120_000, cause


def test_what_a_variant_replaces_is_there_and_its_structures_are_grouped_apart(body: Body):
    variants = {variant.id: variant for variant in body.manifest.variants}
    usual = {structure.group for structure in body.structures.values() if structure.variant is None}

    for structure in each(body.structures.values()):
        if structure.variant is not None:
            assert structure.variant in variants, structure.id
            assert structure.group not in usual, structure.id
    for variant in each(variants.values()):
        assert set(variant.replaces) <= set(body.structures), variant.id
        assert any(structure.variant == variant.id for structure in body.structures.values()), variant.id


def test_every_source_names_its_licence_and_every_structure_its_source(body: Body):
    licences = {source.id: source.licence for source in body.manifest.sources}

    for structure in each(body.structures.values()):
        assert licences[structure.source] == structure.licence


def test_an_unknown_body_is_refused_with_the_known_ones_named():
    with pytest.raises(DataError, match=r"must be one of .*male.*; got 'centaur'"):
        catalogue.load("centaur")


def test_a_manifest_with_problems_says_all_of_them(tmp_path, body: Body):
    manifest = json.loads((body.folder / "manifest.json").read_text(encoding="utf-8"))
    manifest |= {"space": "RAS", "stature": -1, "surprise": True}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(DataError) as raised:
        Body(tmp_path)

    assert len(raised.value.problems) == 3
    assert all(word in str(raised.value) for word in ("space", "stature", "surprise"))
