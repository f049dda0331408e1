"""Hip bones, femora and ligaments measure what people's do, by sex."""

import tomllib
from pathlib import Path
from typing import NamedTuple

import igl
import numpy as np
import pytest

from models import catalogue
from models.mesh import Mesh
from models.pipeline import body as bodies
from models.pipeline.bones.placing import rocked
from models.pipeline.lumbosacral import femur, pelvimetry
from models.pipeline.lumbosacral.bars import bar, ear
from models.pipeline.lumbosacral.ligaments import band
from models.pipeline.shapes.distance import signed

PELVIS = {
    # what: accepted by sex, mean +/- 2 SD or the published range; sources in hip_bone.toml
    "bi-iliac": {"male": (250, 310), "female": (245, 305)},
    "inter-asis": {"male": (210, 265), "female": (205, 265)},
    "inlet": {"male": (110, 140), "female": (120, 148)},
    "interspinous": {"male": (78, 102), "female": (96, 122)},
    "intertuberous": {"male": (74, 104), "female": (98, 134)},
    "subpubic-angle": {"male": (50, 76), "female": (76, 102)},
    "notch-angle": {"male": (54, 73), "female": (69, 88)},
    "symphysis-gap": {"male": (3, 6), "female": (3, 6)},
    "symphysis-height": {"male": (34, 46), "female": (30, 42)},
    "height": {"male": (198, 242), "female": (178, 222)},
}
FEMUR = {
    "head-radius": {"male": (21.5, 26.5), "female": (19.1, 23.9)},
    "head-error": {"male": (0, 0.25), "female": (0, 0.25)},
    "neck-height": {"male": (27, 38), "female": (24, 34)},
    "neck-depth": {"male": (21, 31), "female": (18, 28)},
    "neck-shaft-angle": {"male": (114, 138), "female": (114, 138)},
    "anteversion": {"male": (0, 28), "female": (0, 30)},
}
SOCKET = {"male": (24.5, 29.5), "female": (22.0, 26.5)}


class Pelvis(NamedTuple):
    """The left half of one shipped pelvis."""

    sex: str
    tilt: float
    hip: Mesh
    femur: Mesh
    centre: np.ndarray


@pytest.fixture(scope="module")
def pelvis(ruler):
    table = Path(bodies.__file__).parent / "bodies" / f"{ruler.body.id}.toml"
    spec = tomllib.loads(table.read_text(encoding="utf-8"))
    tilt = spec["pelvis"].get("tilt", 0.0)
    centre = ruler.landmark("hip-joint-centre.left")
    return Pelvis(spec["sex"], tilt, ruler.mesh("hip-bone.left"), ruler.mesh("femur.left"), centre)


@pytest.mark.parametrize("what", PELVIS)
def test_pelvis_measures_what_pelves_of_its_sex_do(pelvis, what):
    low, high = PELVIS[what][pelvis.sex]

    assert low <= pelvimetry.measures(pelvis.hip, pelvis.centre)[what] <= high


@pytest.mark.parametrize("what", FEMUR)
def test_femur_measures_what_femora_of_its_sex_do(pelvis, what):
    low, high = FEMUR[what][pelvis.sex]

    assert low <= femur.measures(pelvis.femur, pelvis.centre)[what] <= high


def test_hip_bone_has_one_hole_and_it_is_the_obturator_foramen(pelvis):
    edges = {tuple(sorted(edge)) for t in pelvis.hip.triangles for edge in zip(t, np.roll(t, 1), strict=True)}
    genus = 1 - (len(pelvis.hip.points) - len(edges) + len(pelvis.hip.triangles)) // 2
    at = pelvimetry.landmarks(pelvis.hip, pelvis.centre)
    middle = (at["symphysis-lower"] + at["ischial-tuberosity"] + 2 * pelvis.centre) / 4
    block = np.stack(np.meshgrid(*[np.arange(-14.0, 15.0, 2.0)] * 3), axis=-1).reshape(-1, 3) + middle

    assert genus == 1
    assert signed(pelvis.hip, block).max() > 9.0


def test_socket_is_a_sphere_about_the_hip_joint_centre(pelvis):
    radius, centre = _socket(pelvis)
    low, high = SOCKET[pelvis.sex]

    assert low <= radius <= high
    assert np.linalg.norm(centre - pelvis.centre) < 0.6


def test_head_stands_off_its_socket_by_a_joint_space(pelvis):
    gap = signed(pelvis.hip, pelvis.femur.points)
    radius, _ = _socket(pelvis)
    head = femur.measures(pelvis.femur, pelvis.centre)["head-radius"]

    assert gap.min() > 1.5
    assert 2.4 <= radius - head <= 4.2


def test_landmarks_are_where_people_have_them(pelvis):
    upright = rocked(pelvis.centre, -pelvis.tilt)
    found = pelvimetry.landmarks(pelvis.hip, pelvis.centre)
    at = {name: upright(point[None])[0] - pelvis.centre for name, point in found.items()}
    size = np.ptp(pelvis.femur.points[:, 2]) / femur.SHAPE["reference_height"]
    measured = {  # measured on Z-Anatomy, from the hip joint centre: y, z
        "psis": (82, 99), "ischial-spine": (47.7, 5.5), "greater-sciatic-notch": (27, 46),
        "ischial-tuberosity": (29, -63), "ischial-tuberosity-posterior": (53, -35),
    }  # fmt: skip

    for name, place in measured.items():
        assert np.linalg.norm(at[name][1:] / size - place) < 9.0, name
    assert at["ischial-spine"][1] > max(at["greater-sciatic-notch"][1], at["lesser-sciatic-notch"][1]) + 7.0
    assert abs(at["asis"][1] - at["pubic-tubercle"][1]) < 12.0


def test_trochanters_are_where_people_have_them(pelvis):
    at = {name: point - pelvis.centre for name, point in femur.landmarks(pelvis.femur, pelvis.centre).items()}
    size = np.ptp(pelvis.femur.points[:, 2]) / femur.SHAPE["reference_height"]

    assert np.linalg.norm(at["greater-trochanter"] / size - (65, 7, -26)) < 9.0
    assert np.linalg.norm(at["lesser-trochanter"] / size - (4, 17, -67)) < 14.0


def test_sciatic_ligaments_span_from_sacrum_to_ischium(ruler, pelvis):
    at = pelvimetry.landmarks(pelvis.hip, pelvis.centre)
    spinous, tuberous = (
        ruler.mesh(f"{name}-ligament.left").points for name in ("sacrospinous", "sacrotuberous")
    )
    sacrum = [ruler.mesh(key) for key in ("sacrum", "coccyx") if key in ruler.body.structures]

    assert min(signed(bone, spinous).min() for bone in sacrum) < 1.0
    assert min(signed(bone, tuberous).min() for bone in sacrum) < 1.0
    assert np.linalg.norm(spinous - at["ischial-spine"], axis=1).min() < 5.0
    assert (np.abs(signed(pelvis.hip, tuberous)) < 1.5).any()
    assert (signed(pelvis.hip, tuberous) < -3.0).mean() < 0.02
    # Where they cross, the sacrospinous lies in front.
    crossing = [
        back[1] - front[1] for front in spinous for back in tuberous if np.hypot(*(back - front)[::2]) < 2.0
    ]
    assert len(crossing) > 20
    assert np.mean(np.array(crossing) > 0.0) > 0.97


def test_greater_sciatic_foramen_is_open_above_the_sacrospinous_ligament(ruler, pelvis):
    at = pelvimetry.landmarks(pelvis.hip, pelvis.centre)
    notch = (at["greater-sciatic-notch"] + at["ischial-spine"] + at["piis"]) / 3
    around = np.stack(np.meshgrid(*[np.arange(-12.0, 13.0, 2.0)] * 3), axis=-1).reshape(-1, 3) + notch
    closing = ("hip-bone.left", "sacrum", "sacrospinous-ligament.left", "sacrotuberous-ligament.left")
    free = np.min([signed(ruler.mesh(name), around) for name in closing], axis=0)

    assert free.max() > 8.0


def test_sexes_differ_where_pelves_do():
    shown = {}
    for name in ("male", "female"):
        shipped = catalogue.load(name)
        centre = np.array(shipped.manifest.landmarks["hip-joint-centre.left"])
        shown[name] = pelvimetry.measures(shipped.mesh("hip-bone.left"), centre)

    wider = {what: shown["female"][what] - shown["male"][what] for what in shown["male"]}

    assert wider["subpubic-angle"] > 15.0
    assert wider["notch-angle"] > 7.0
    assert wider["interspinous"] > 10.0
    assert wider["intertuberous"] > 15.0
    assert wider["height"] < -10.0


def test_bar_is_as_thick_as_asked_across_and_along():
    field = bar([[0, 0, 0], [0, 0, 40.0]], [[6.0, 3.0], [6.0, 3.0]], (1, 0, 0))

    assert field(np.array([[6.0, 0, 20], [0, 3.0, 20], [0, 0, 20]])) == pytest.approx([0, 0, -3.0], abs=0.05)


def test_ear_is_flat_on_its_medial_side():
    square = [[-10.0, -10.0], [10.0, -10.0], [10.0, 10.0], [-10.0, 10.0]]
    field = ear(square, [[5.0, 0, 0], [5.0, 1, 0], [5.0, 0, 1]], 4.0, 1.0)

    assert field(np.array([[5.0, 0, 0], [9.0, 3, 2], [7.0, 0, 0]])) == pytest.approx([0, 0, -2.0], abs=0.01)


def test_band_is_closed_and_holds_its_thickness():
    start, end = (np.array([[x, 0.0, z] for x in (-10.0, 0.0, 10.0)]) for z in (0.0, 40.0))
    row = {"thickness": 3.0, "waist": 0.0, "bow": 0.0, "lift": 1, "across": 9, "along": 12}
    made = band(start, end, row, [])
    edges = np.sort(np.vstack([made.triangles[:, [i, (i + 1) % 3]] for i in range(3)]), axis=1)

    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()
    assert np.ptp(made.points[:, 1]) == pytest.approx(3.0, abs=0.01)
    a, b, c = (made.points[made.triangles[:, i]] for i in range(3))
    assert np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6 == pytest.approx(20 * 40 * 3 * 0.83, rel=0.12)


def _socket(pelvis):
    """Sphere through the cartilage of the socket: radius and centre."""
    points, triangles = pelvis.hip
    normals = igl.per_vertex_normals(points, triangles)
    way = points - pelvis.centre
    far = np.linalg.norm(way, axis=1)
    lunate = points[(far < 34.0) & (np.einsum("ij,ij->i", way, normals) < -0.97 * far)]
    reach = np.linalg.norm(lunate - pelvis.centre, axis=1)
    lunate = lunate[reach < np.percentile(reach, 50) + 0.6]
    rows = np.column_stack([2 * lunate, np.ones(len(lunate))])
    solved = np.linalg.lstsq(rows, (lunate**2).sum(axis=1), rcond=None)[0]
    return float(np.sqrt(solved[3] + solved[:3] @ solved[:3])), solved[:3]
