"""A picture that stands still is drawn finer where the machine is quick, and nowhere else."""

from typing import Any

import pytest

from tests.picture.conftest import Shown

pytestmark = pytest.mark.browser

DRAWN = """WebGL2RenderingContext.prototype.getSyncParameter = function () {
  return window.quick ? this.SIGNALED : this.UNSIGNALED;
};
window.quick = %s;"""
QUICK, SLOW = "window.quick = true", "window.quick = false"
FINE = "document.querySelector('#stage canvas').width / document.querySelector('#stage canvas').clientWidth"
REDRAWN = (
    f"(() => {{ const fine = {FINE}; if (fine === 1) window.atlas.scene.draw(); return fine === 2; }})()"
)


def fineness(visit: Any) -> float:
    return round(visit.js(FINE), 2)


def test_a_quick_machine_draws_a_still_picture_finer_and_a_moving_one_plainly(shown: Shown) -> None:
    shot = shown("show=bones&view=wrist.left", init=DRAWN % "true")
    visit = shot.visit
    # A busy machine may ask too late: it draws again until it was asked in time.
    visit.page.wait_for_function(REDRAWN, polling=1000, timeout=60_000)
    visit.js(SLOW)  # what is plain from here on stays so, however long the machine takes to say it
    plain = shot.picture.shape[:2]
    assert fineness(visit) == 1, "a picture that was asked for is plain"
    visit.js(QUICK)
    visit.page.wait_for_function(REDRAWN, polling=1000, timeout=60_000)

    visit.js(SLOW)
    visit.js("window.atlas.scene.orbit.turn(10, 0)")
    shot.settle()
    assert fineness(visit) == 1
    assert shot.picture.shape[:2] == plain


def test_a_slow_machine_notices_nothing(shown: Shown) -> None:
    visit = shown("show=bones&view=wrist.left", init=DRAWN % "false").visit
    visit.page.wait_for_timeout(800)

    assert fineness(visit) == 1


def test_a_fine_screen_needs_nothing_finer(shown: Shown) -> None:
    visit = shown("show=bones&view=wrist.left", init=DRAWN % "true", device_scale_factor=2).visit
    visit.page.wait_for_timeout(800)

    assert fineness(visit) == 2
