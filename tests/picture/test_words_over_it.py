"""Words hang on what they name, hands move the picture their way, and zones lie on the skin."""

import pytest

from tests.picture import checks
from tests.picture.conftest import Bodies, Shown

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("view", "one", "other", "says"),
    [
        ("back", "femur.left", "femur.right", "LR Back"),
        ("front", "femur.right", "femur.left", "RL Front"),
        ("left", "patella.left", "sacrum", "Patient’s left"),
        ("right", "sacrum", "patella.right", "Patient’s right"),
    ],
)
def test_the_compass_says_which_side_is_where(
    shown: Shown, bodies: Bodies, view: str, one: str, other: str, says: str
) -> None:
    assert checks.sides(shown(f"show=bones&view={view}"), bodies("male"), one, other, says) == []


@pytest.mark.parametrize(
    ("view", "entry"),
    [
        ("back", "humerus.left"),
        ("front", "humerus.right"),
        ("lower-back", "hip-bone.right"),
        ("right", "patella.right"),
    ],
)
def test_a_name_hangs_on_what_it_names(shown: Shown, bodies: Bodies, view: str, entry: str) -> None:
    assert checks.named(shown(f"show=bones&view={view}&select={entry}"), bodies("male"), entry) == []


@pytest.mark.parametrize(("dx", "dy"), [(0, -60), (50, 0)])
def test_a_hand_that_moves_the_body_moves_it_its_own_way(shown: Shown, dx: int, dy: int) -> None:
    assert checks.moved(shown("show=bones&view=lower-back&hide=skull"), dx, dy) == []


def test_a_hand_turns_what_lies_in_front_its_own_way(shown: Shown, bodies: Bodies) -> None:
    assert checks.turned(shown("show=bones&view=front"), bodies("male"), "sternum", 60) == []


def test_zones_lie_on_the_skin_where_the_map_puts_them(shown: Shown, bodies: Bodies) -> None:
    assert checks.zones(shown(checks.ON_SKIN), bodies("male")) == []
