"""Faults that once passed every test, and a twin of each: put into the page, each is noticed."""

from collections.abc import Callable

import pytest

from tests.picture import checks
from tests.picture.conftest import Bodies, Plant, Shot, Shown

pytestmark = pytest.mark.browser

Noticed = Callable[[Shot, Bodies], list[str]]

BONES = "show=bones&view=lower-back"
CHOSEN = "show=bones&view=back&select=humerus.left"


def in_the_view(shot: Shot, bodies: Bodies) -> list[str]:
    return checks.whole(shot, bodies("male"), BONES)


def on_the_skin(shot: Shot, bodies: Bodies) -> list[str]:
    return checks.zones(shot, bodies("male"))


def under_the_hand(shot: Shot, _: Bodies) -> list[str]:
    return checks.moved(shot, 0, -60)


def by_turning(shot: Shot, bodies: Bodies) -> list[str]:
    return checks.turned(shot, bodies("male"), "sternum", 60)


def in_its_name(shot: Shot, bodies: Bodies) -> list[str]:
    return checks.named(shot, bodies("male"), "humerus.left")


def on_the_compass(shot: Shot, bodies: Bodies) -> list[str]:
    return checks.sides(shot, bodies("male"), "femur.left", "femur.right", "LR Back")


WOUND = "for (const number of piece.triangles)"
PLANTS = {
    "triangles wound backwards": (
        BONES,
        in_the_view,
        Plant("scene/mesh.js", WOUND, WOUND.replace("triangles", "triangles.slice().reverse()")),
    ),
    "normals that point inward": (BONES, in_the_view, Plant("scene/mesh.js", "|| 1;", "* -1 || 1;")),
    "zones under the skin": (
        checks.ON_SKIN,
        on_the_skin,
        Plant("scene/skin_zones.js", "const LIFT = 0.5;", "const LIFT = -5;"),
    ),
    "zones of other points": (
        checks.ON_SKIN,
        on_the_skin,
        Plant("scene/skin_zones.js", "+= numbers[i - 1];", "+= numbers[i - 1] + 7;"),
    ),
    "moved upside down": (
        "show=bones&view=lower-back&hide=skull",
        under_the_hand,
        Plant("camera/frame.js", "up, dy * pixel)", "up, -dy * pixel)"),
    ),
    "turned the other way": (
        "show=bones&view=front",
        by_turning,
        Plant("camera/frame.js", "azimuth: pose.azimuth - dx,", "azimuth: pose.azimuth + dx,"),
    ),
    "names on the other side": (
        CHOSEN,
        in_its_name,
        Plant("camera/frame.js", "middleOf(size) + dot(apart, right)", "middleOf(size) - dot(apart, right)"),
    ),
    "letters on the other side": (
        "show=bones&view=back",
        on_the_compass,
        Plant(
            "parts/compass_figure.js", '{ end: "left", towards: [1, 0] }', '{ end: "left", towards: [-1, 0] }'
        ),
    ),
}


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_is_noticed(shown: Shown, bodies: Bodies, name: str) -> None:
    query, noticed, plant = PLANTS[name]

    assert noticed(shown(query, plant), bodies)
