"""The skeleton fits the skin, as it can be felt on a person."""

from itertools import combinations

import numpy as np
import pytest

FELT = [
    # bone, direction of the skin, part of its height from below
    ("tibia", (-0.45, -0.9, 0), (0.2, 0.85), "the shin's edge"),
    ("tibia", (-1, -0.25, 0), (0.0, 0.09), "the inner ankle"),
    ("fibula", (1, 0.25, 0), (0.0, 0.12), "the outer ankle"),
    ("patella", (0, -1, 0), (0.2, 0.8), "the kneecap"),
    ("hip-bone", (0.1, -1, 0), (0.7, 0.9), "the front end of the iliac crest"),
    ("ulna", (-0.5, 0.85, 0), (0.0, 0.1), "the head of the ulna"),
    ("radius", (1, 0, 0), (0.0, 0.08), "the styloid of the radius"),
    ("metacarpal-2", (0, 1, 0), (0.0, 0.2), "the knuckle of the index finger"),
    ("metacarpal-5", (0, 1, 0), (0.0, 0.2), "the knuckle of the little finger"),
]
JOINTS = [
    ("hip-bone", "femur"),
    ("femur", "tibia"),
    ("femur", "patella"),
    ("tibia", "fibula"),
    ("tibia", "talus"),
    ("fibula", "talus"),
    ("talus", "navicular"),
    ("calcaneus", "cuboid"),
    ("navicular", "medial-cuneiform"),
    ("medial-cuneiform", "metatarsal-1"),
    ("cuboid", "metatarsal-5"),
    ("metatarsal-1", "foot-proximal-phalanx-1"),
    ("scapula", "humerus"),
    ("clavicle", "scapula"),
    ("humerus", "ulna"),
    ("humerus", "radius"),
    ("radius", "scaphoid"),
    ("radius", "lunate"),
    ("lunate", "capitate"),
    ("trapezium", "metacarpal-1"),
    ("capitate", "metacarpal-3"),
    ("metacarpal-2", "hand-proximal-phalanx-2"),
    ("hand-proximal-phalanx-2", "hand-middle-phalanx-2"),
    ("hand-middle-phalanx-2", "hand-distal-phalanx-2"),
]


def test_bones_lie_inside_the_skin(ruler):
    points = np.concatenate([ruler.mesh(bone).points for bone in ruler.bones()])

    assert ruler.inside(points, "skin").mean() >= 0.995


@pytest.mark.parametrize(("bone", "toward", "span", "place"), FELT, ids=[place for *_, place in FELT])
@pytest.mark.parametrize("side", ["left", "right"])
def test_bone_that_is_felt_lies_right_under_the_skin(ruler, bone, toward, span, place, side):
    points = ruler.mesh(f"{bone}.{side}").points
    toward = np.array(toward, float) * ((1, 1, 1) if side == "left" else (-1, 1, 1))
    height = points[:, 2]
    low, high = height.min() + np.ptp(height) * np.array(span)
    part = points[(height >= low) & (height <= high)]

    felt = part[np.argmax(part @ toward)]

    assert 1.5 <= ruler.depth(felt[None])[0] <= 8.0, place


def test_the_iliac_crest_and_the_spinous_processes_are_felt(ruler):
    hip_bone = ruler.mesh("hip-bone.left").points
    crest = hip_bone[np.argmax(hip_bone @ (0.8, 0, 0.6))]
    spines = [ruler.mesh(f"l{level}-vertebra").points for level in range(1, 6)]
    tips = np.array([points[np.argmax(points[:, 1])] for points in spines])

    # The fifth lies in the dip between the fourth and the sacrum.
    assert np.all((ruler.depth(tips) >= 1.5) & (ruler.depth(tips) <= [8.0, 8.0, 8.0, 8.0, 10.0]))
    assert 1.5 <= ruler.depth(crest[None])[0] <= 9.0


def test_no_bone_lies_inside_another(ruler):
    boxes = {bone: np.array(ruler.body.structures[bone].bounds).reshape(3, 2) for bone in ruler.bones()}
    deepest = {}
    for a, b in combinations(boxes, 2):
        if np.all(boxes[a][:, 0] < boxes[b][:, 1]) and np.all(boxes[b][:, 0] < boxes[a][:, 1]):
            meet = min(ruler.away(ruler.mesh(a).points, b).min(), ruler.away(ruler.mesh(b).points, a).min())
            deepest[a, b] = meet

    assert len(deepest) > 100
    # What is left is a corner or two of small joints, below what the drawing resolves.
    assert min(deepest.values()) > -1.5
    assert sum(depth < -0.5 for depth in deepest.values()) <= 12


@pytest.mark.parametrize(("proximal", "distal"), JOINTS)
def test_joints_articulate(ruler, proximal, distal):
    gap = ruler.away(ruler.mesh(f"{distal}.left").points, f"{proximal}.left").min()

    assert 0.2 <= gap <= 8.0


def test_vertebral_bodies_leave_room_for_their_discs(ruler):
    for upper, lower in (("l3", "l4"), ("l4", "l5")):
        gap = ruler.away(ruler.mesh(f"{lower}-vertebra").points, f"{upper}-vertebra").min()
        assert gap > -0.5


def test_hands_lie_in_hands_and_the_skull_in_the_head(ruler):
    structures = ruler.body.structures
    wrist = ruler.landmark("wrist-crease-palmar.left")[2]
    fingers = [key for key in structures if key.startswith("hand-") and key.endswith(".left")]

    assert len(fingers) == 14
    assert all(structures[key].bounds[5] < wrist for key in fingers)
    assert structures["skull"].bounds[5] == pytest.approx(ruler.body.manifest.stature, abs=10)


def test_palms_face_forward_and_thumbs_outward(ruler):
    thumb, little = (
        ruler.mesh(f"hand-distal-phalanx-{finger}.left").points.mean(axis=0) for finger in (1, 5)
    )
    palmar, dorsal = ruler.landmark("wrist-crease-palmar.left"), ruler.landmark("wrist-crease-dorsal.left")

    assert thumb[0] > little[0] + 30
    assert palmar[1] < dorsal[1] - 20


def test_the_body_stands_on_the_floor(ruler):
    skin = ruler.mesh("skin").points

    assert skin[:, 2].min() == pytest.approx(0.0, abs=0.2)
    assert np.abs(skin[:, 0].max() + skin[:, 0].min()) < 2
