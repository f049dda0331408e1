"""Each cause lies where its text says, on every body and both sides."""

from itertools import combinations

import numpy as np
import pytest

from point_maps.solving.surfaces import Surface
from populated import each

FORAMINAL = ("l5-s1-foraminal-bone-spur", "l5-s1-degenerative-disc", "l5-s1-isthmic-spondylolisthesis")
"""What presses the exiting L5 root in its foramen."""
SLACK = 2.0


def points(body, structure):
    return np.asarray(body.mesh(structure).points)


def away(body, structure, place):
    """From a place to the nearest vertex of a structure, mm."""
    return np.linalg.norm(points(body, structure) - place, axis=1).min()


# Where they lie, on every body


def test_left_mirrors_right(placement):
    for key, site in each(placement.sites.items()):
        if key.endswith(".left"):
            other = placement.sites[key.replace(".left", ".right")]
            mirrored = np.array(other.centre) * (-1, 1, 1)
            assert np.linalg.norm(mirrored - site.centre) < SLACK, key


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("key", ["l4-l5-herniated-disc", "l5-s1-herniated-disc"])
def test_a_herniation_lies_at_its_disc_by_the_traversing_root(placement, body, key, side):
    site = placement.sites[f"{key}.{side}"]
    traversing, exiting = site.site.traversing[0].lower(), site.site.exiting[0].lower()

    assert away(body, f"{site.level.lower()}-disc", site.centre) < 4
    assert away(body, f"{traversing}-root-sleeve.{side}", site.centre) < 8
    assert away(body, f"{exiting}-root.{side}", site.centre) > 10
    assert 5 < abs(site.centre[0]) < 12


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_far_lateral_disc_lies_at_the_exiting_root_and_far_from_the_traversing(placement, body, side):
    site = placement.sites[f"l4-l5-far-lateral-disc.{side}"]

    assert away(body, f"l4-root.{side}", site.centre) < 5
    assert away(body, "l4-l5-disc", site.centre) < 8
    assert away(body, f"l5-root-sleeve.{side}", site.centre) > 14
    assert abs(site.centre[0]) > abs(placement.sites[f"l4-l5-herniated-disc.{side}"].centre[0]) + 12


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_lateral_recess_lies_below_the_disc_by_the_traversing_root(placement, body, side):
    site = placement.sites[f"l4-l5-bone-spur.{side}"]
    disc = placement.sites[f"l4-l5-herniated-disc.{side}"]

    assert site.centre[2] < disc.centre[2] - 4
    assert away(body, f"l5-root-sleeve.{side}", site.centre) < 8
    assert away(body, f"l4-root.{side}", site.centre) > 10


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("key", FORAMINAL)
def test_what_narrows_the_foramen_lies_on_the_exiting_root_below_its_pedicle(placement, body, key, side):
    site = placement.sites[f"{key}.{side}"]

    assert away(body, f"l5-root.{side}", site.centre) < 5
    assert away(body, f"s1-root-sleeve.{side}", site.centre) > 10
    assert site.centre[2] < body.manifest.landmarks["l5-body.midline"][2]
    assert away(body, f"l5-ganglion.{side}", site.centre) < 10


def test_central_stenosis_lies_in_the_dural_sac_behind_its_disc(placement, body):
    centre = np.array(placement.sites["l4-l5-central-stenosis.midline"].centre)
    disc = points(body, "l4-l5-disc")
    ring = Surface(body.mesh("dural-sac")).cut(np.array([0.0, 0.0, 1.0]), centre[2])

    assert ring[:, 0].min() < centre[0] < ring[:, 0].max()
    assert ring[:, 1].min() < centre[1] < ring[:, 1].max()
    assert disc[:, 2].min() < centre[2] < disc[:, 2].max()
    assert abs(centre[0]) < 0.5


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_degenerative_slip_lies_behind_the_disc_at_the_traversing_root(placement, body, side):
    site = placement.sites[f"l4-l5-degenerative-spondylolisthesis.{side}"]

    assert away(body, "l4-l5-disc", site.centre) < 9
    assert away(body, f"l5-root-sleeve.{side}", site.centre) < 5
    assert away(body, f"l4-root.{side}", site.centre) > 10


def test_no_two_sites_lie_so_close_that_their_marks_cannot_be_told_apart(placement):
    centres = {key: np.array(site.centre) for key, site in placement.sites.items()}

    for key, other in each(combinations(centres, 2)):
        assert np.linalg.norm(centres[key] - centres[other]) > 6, (key, other)


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_trunk_in_pregnancy_lies_over_the_wing_of_the_sacrum(placement, body, side):
    site = placement.sites[f"pregnancy-pelvis.{side}"]
    promontory = body.manifest.landmarks["sacral-promontory.midline"]

    assert away(body, "sacrum", site.centre) < 12
    assert away(body, f"hip-bone.{side}", site.centre) < 18
    assert site.centre[2] < promontory[2]
    assert site.centre[1] < body.manifest.landmarks[f"greater-sciatic-notch.{side}"][1] + 20


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_buttock_sites_lie_in_the_order_of_the_text_beside_their_muscles(placement, body, side):
    piriformis, hamstring, gap = (
        np.array(placement.sites[f"{key}.{side}"].centre)
        for key in ("piriformis-syndrome", "hamstring-origin", "ischiofemoral")
    )

    assert piriformis[2] > hamstring[2] + 30
    assert hamstring[2] > gap[2]
    assert away(body, f"piriformis.{side}", piriformis) < 9
    assert away(body, f"quadratus-femoris.{side}", gap) < 12
    tuberosity = np.array(body.manifest.landmarks[f"ischial-tuberosity-lateral.{side}"])
    assert 8 < abs(hamstring[0] - tuberosity[0]) < 26


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_gap_of_ischium_and_femur_holds_its_site(placement, body, side):
    centre = placement.sites[f"ischiofemoral.{side}"].centre
    inner = abs(body.manifest.landmarks[f"ischial-tuberosity-lateral.{side}"][0])
    outer = np.abs(points(body, f"femur.{side}")[:, 0]).max()

    assert inner < abs(centre[0]) < outer
