"""What a card tells of the depths under a region, measured another way, on every body and side."""

import time
from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial import cKDTree

from point_maps.solving import beneath
from populated import each


def sampled(corners, apart=0.4):
    """Points all over some triangles, close together: the larger a triangle is, the more."""
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    parts = np.ceil(longest / apart).astype(int)
    return np.concatenate([spread(corners[parts == count], count) for count in np.unique(parts)])


def spread(corners, parts):
    weights = [(i, j, parts - i - j) for i in range(parts + 1) for j in range(parts + 1 - i)]
    return np.einsum("kc,mcd->mkd", np.array(weights) / parts, corners).reshape(-1, 3)


def near(it, structure, code, within=45):
    corners = it.corners(f"{structure}.{it.side}")
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    close = np.linalg.norm(corners - it.at(code), axis=2).min(axis=1) < within + longest
    points = sampled(corners[close])
    return points[np.linalg.norm(points - it.at(code), axis=1) < within]


def told(it, code):
    return {apart.structure.partition(".")[0]: apart for apart in beneath.measured(it.body, it.regions[code])}


@pytest.mark.parametrize(
    ("code", "nerve"), [("KI3", "tibial"), ("PC6", "median"), ("PC7", "median"), ("HT7", "ulnar")]
)
def test_the_gap_to_a_nerve_is_the_shortest_way_to_its_surface(it, code, nerve):
    gap = np.linalg.norm(near(it, nerve, code) - it.at(code), axis=1).min()

    assert told(it, code)[nerve].gap == pytest.approx(gap, abs=0.15)


@pytest.mark.parametrize(
    ("code", "nerve"), [("KI3", "tibial"), ("PC6", "median"), ("HT7", "ulnar"), ("SP6", "tibial")]
)
def test_depth_and_aside_are_those_of_the_nerves_middle_line(it, code, nerve):
    line = np.array(it.body.nerves[f"{nerve}.{it.side}"].centreline)
    fine = np.concatenate([np.linspace(a, b, 200) for a, b in pairwise(line)])
    away = fine - it.at(code)
    along = away @ np.array(it.regions[code].needle)
    aside = np.linalg.norm(away - along[:, None] * np.array(it.regions[code].needle), axis=1)
    best = np.argmin(np.where((along > 0) & (along < 60), aside, np.inf))

    assert told(it, code)[nerve].aside == pytest.approx(aside[best], abs=0.1)
    assert told(it, code)[nerve].depth == pytest.approx(along[best], abs=0.5)


def test_the_tibial_nerve_lies_as_deep_under_ki3_as_ultrasound_found(it):
    apart = told(it, "KI3")["tibial"]

    assert 5 < apart.gap < 15
    assert 4 < apart.depth < 15


def test_the_median_nerve_lies_right_beside_the_needle_at_pc6(it):
    apart = told(it, "PC6")["median"]

    assert 4 < apart.gap < 12
    assert 1 < apart.aside < 8


@pytest.mark.parametrize(("code", "artery"), [("LU9", "radial-artery"), ("KI3", "posterior-tibial-artery")])
def test_a_vessels_middle_lies_half_its_width_behind_its_wall(it, code, artery):
    apart = told(it, code)[artery]
    wall = near(it, artery, code) - it.at(code)
    needle = np.array(it.regions[code].needle)
    along = wall @ needle
    aside = np.linalg.norm(wall - along[:, None] * needle, axis=1)

    assert apart.gap == pytest.approx(np.linalg.norm(wall, axis=1).min(), abs=0.15)
    assert abs(apart.aside - aside[along > 0].min()) < 3.5
    assert along[aside < aside.min() + 5].min() - 1 < apart.depth < along[aside < aside.min() + 5].max() + 1


def test_what_a_needle_meets_is_as_far_away_as_told(it):
    found = [(code, met) for code, region in it.regions.items() for met in beneath.met(it.body, region)]
    for code, met in each(found):
        region = it.regions[code]
        deep = region.region.needling.ways[0].depth_cun[1] * region.cun
        line = it.at(code) + np.arange(0, deep, 0.2)[:, None] * np.array(region.needle)
        points = near(it, met.structure.partition(".")[0], code, deep + 12)
        gaps = cKDTree(points).query(line)[0]
        if met.aside:
            assert gaps.min() == pytest.approx(met.aside, abs=0.6), (code, met)
        else:
            assert gaps.min() < 0.6, (code, met)


def test_nothing_near_a_needle_is_left_out(it):
    for code in ("KI3", "PC6", "HT5", "LU9", "SP6", "LR4"):
        region = it.regions[code]
        deep = region.region.needling.ways[0].depth_cun[1] * region.cun
        line = it.at(code) + np.linspace(0, deep, 60)[:, None] * np.array(region.needle)
        told_of = {met.structure for met in beneath.met(it.body, region)}
        for key, structure in each(it.body.structures.items()):
            if structure.side == it.side and structure.system in beneath.SOFT and structure.variant is None:
                points = it.body.mesh(key).points
                if np.linalg.norm(line[:, None] - points[None], axis=2).min() < beneath.CLOSE:
                    assert key in told_of, (code, key)


def test_what_is_met_comes_in_order_of_depth(it):
    for region in each(it.regions.values()):
        depths = [met.depth for met in beneath.met(it.body, region)]
        assert depths == sorted(depths)


def test_every_structure_a_record_names_beside_is_measured_in_its_order(it):
    for region in each(it.regions.values()):
        found = [apart.structure for apart in beneath.measured(it.body, region)]
        assert found == [f"{name}.{it.side}" for name in region.region.beside]


def test_a_region_takes_less_than_thirty_thousandths_of_a_second(it):
    for region in it.regions.values():
        beneath.met(it.body, region)
    took = []
    for region in it.regions.values():
        start = time.process_time()
        beneath.met(it.body, region)
        beneath.measured(it.body, region)
        beneath.reaches(it.body, region)
        took.append(time.process_time() - start)

    assert np.median(took) < 0.03
