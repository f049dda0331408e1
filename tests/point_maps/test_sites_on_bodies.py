"""Compression sites on every installed body: at their level, on their nerve, on their side."""

import numpy as np

from point_maps.words import CONTINUES
from populated import each

SIDES = ("left", "right")


def test_sites_lie_at_their_level_and_on_their_nerve(body, placement):
    height = {
        key: np.ptp(np.array(one.bounds)[4:]) / 2 + one.bounds[4] for key, one in body.structures.items()
    }
    for site in each(placement.sites.values()):
        upper, _, lower = (site.level or "").lower().partition("-")
        if lower:
            below = "sacrum" if lower == "s1" else f"{lower}-vertebra"
            assert height[below] - 25 < site.centre[2] < height[f"{upper}-vertebra"], site.id
        else:
            line = np.array(body.nerves[site.nerves[0]].centreline)
            assert np.linalg.norm(line - site.centre, axis=1).min() < 8, site.id


def test_sites_lie_on_their_own_side(placement):
    for site in each(placement.sites.values()):
        assert np.sign(round(site.centre[0], 3)) == {"left": 1, "right": -1, "midline": 0}[site.side], site.id


def test_the_path_of_a_site_runs_on_without_a_gap(placement):
    for site in each(placement.sites.values()):
        bare = [nerve.partition(".")[0] for nerve in site.path]
        onward = {name for nerve in bare for name in CONTINUES.get(nerve, ())}
        pressed = {nerve.partition(".")[0] for nerve in site.nerves}
        assert set(bare) - pressed <= onward, site.id
        assert pressed <= set(bare), site.id


def test_the_fibular_site_lies_on_the_neck_of_the_fibula(placement, body):
    for side in SIDES:
        site = placement.sites[f"fibular-neck.{side}"]
        below = body.manifest.landmarks[f"fibular-head.{side}"][2] - site.centre[2]

        assert 15 < below < 40


def test_the_tarsal_site_lies_behind_the_inner_ankle_bone(placement, body):
    for side in SIDES:
        site = np.array(placement.sites[f"tarsal-tunnel.{side}"].centre)
        ankle = np.array(body.manifest.landmarks[f"medial-malleolus.{side}"])

        assert site[1] > ankle[1]
        assert np.linalg.norm(site - ankle) < 33
