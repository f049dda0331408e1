"""A cause from healthy to affected: the slider moves the picture and the numbers, and says both in words."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

DISC = "l5-s1-herniated-disc.left"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HERE = "window.atlas.get('gauge') !== null"


def opened(visit: Any, url: str, query: str = f"select={DISC}") -> Any:
    visit.open(f"{url}?{query}")
    visit.wait_for(HERE)
    visit.settled()
    return visit


def picture(visit: Any) -> np.ndarray:
    """The canvas as it is drawn now, small: (120, 160, 3), 0-255."""
    visit.settled()
    values = visit.js(
        "(() => { const { scene } = window.atlas; scene.drawNow();"
        " const small = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });"
        " const pen = small.getContext('2d'); pen.imageSmoothingQuality = 'high';"
        " pen.drawImage(scene.view.container.querySelector('canvas'), 0, 0, 160, 120);"
        " return [...pen.getImageData(0, 0, 160, 120).data]; })()"
    )
    return np.array(values, float).reshape(120, 160, 4)[:, :, :3]


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """The share of the small picture that looks different."""
    return float((np.abs(one - other).max(axis=2) > 15).mean())


def numbers(visit: Any) -> dict[str, tuple[float, float]]:
    """What the gauge says of each thing it measures: healthy, and now."""
    rows = visit.page.get_by_role("region", name="Space").locator("tbody tr").all_inner_texts()
    told = {}
    for row in rows:
        before, now = re.findall(r"(-?[\d.]+) (?:mm|%|°)", row)[:2]
        told[row.split("\t")[0].strip()] = (float(before), float(now))
    return told


@pytest.mark.drawing
def test_a_cause_opens_healthy_and_the_slider_moves_picture_and_numbers(
    server: Any, moving: Visiting
) -> None:
    visit = opened(moving(), server.url)
    slider = visit.page.get_by_role("slider", name="Amount")
    expect(slider).to_have_value("0")
    slider.focus()
    # Its words have come, and the picture fits beside them.
    expect(visit.page.get_by_role("group", name="From healthy to affected")).to_contain_text(
        "without any pain"
    )
    for key in ("End", "Home"):
        slider.press(key)
        visit.settled()
    healthy, before = picture(visit), numbers(visit)
    assert all(then == now for then, now in before.values())

    slider.press("End")
    visit.settled()
    affected = numbers(visit)

    assert apart(picture(visit), healthy) > 0.0008
    assert affected["Least gap"][0] > 2
    assert affected["Least gap"][1] <= 0.4
    assert affected["Room left"][1] < 0.6 * affected["Room left"][0]
    assert 5 <= affected["Beyond the edge"][1] <= 9
    visit.rest()
    assert "amount=100" in visit.page.url

    slider.press("Home")
    assert apart(picture(visit), healthy) < 0.0002
    assert numbers(visit) == before
    assert not visit.errors


MEASURED = """() => {
  const { get, set } = window.atlas;
  const { facts } = get('cause');
  const { values } = facts.figures.find(({ key }) => key === 'free-area');
  return [0, ...facts.amounts].map((amount, i) => {
    set('amount', 100 * amount);
    return [get('gauge').now.area, values[i]];
  });
}"""


def test_from_one_cause_to_the_next_each_is_drawn_and_measured_as_in_its_file(
    server: Any, moving: Visiting
) -> None:
    """What appears with one, a cyst and a band, is known no longer when the next is chosen."""
    small = {"width": 480, "height": 360}  # what is measured is not seen
    visit = opened(moving(viewport=small), server.url, "select=tarsal-tunnel.right&amount=100")
    causes = visit.js("Object.keys(window.atlas.get('atlas').changes).filter((id) => !id.endsWith('.right'))")
    assert len(causes) > 12

    for cause in causes:
        visit.js(f"window.atlas.page.select('{cause}')")
        visit.wait_for(f"window.atlas.get('cause')?.id === '{cause}' && {HERE}")
        for area, in_file in visit.js(MEASURED):
            assert area == pytest.approx(in_file, rel=0.05), f"the free area of {cause}, mm²"
    assert not visit.errors


def test_the_state_is_said_in_words(server: Any, moving: Visiting) -> None:
    visit = opened(moving(), server.url)
    slider = visit.page.get_by_role("slider", name="Amount")
    assert "all in its place" in slider.get_attribute("aria-valuetext")

    slider.fill("100")

    assert re.search(
        r"100 %.*mm beyond the edge of the disc; it touches S1", slider.get_attribute("aria-valuetext")
    )
    expect(visit.page.get_by_role("group", name="From healthy to affected")).to_contain_text(
        "without any pain"
    )


def test_an_address_opens_a_cause_as_far_as_it_says(server: Any, moving: Visiting) -> None:
    visit = opened(moving(), server.url, f"select={DISC}&amount=60")

    expect(visit.page.get_by_role("slider", name="Amount")).to_have_value("60")
    gap = numbers(visit)["Least gap"]
    assert gap[1] < gap[0]


def test_what_is_drawn_is_what_the_file_says(server: Any, moving: Visiting) -> None:
    from models import change_file
    from models.catalogue import load
    from models.change import laid

    visit = opened(moving(), server.url, f"select={DISC}&amount=50")
    body = load("male")
    meshes = laid(change_file.read(body.causes[DISC]), body.mesh, 0.5)

    for key in ("l5-s1-disc", "l5-s1-nucleus"):
        drawn = visit.js(
            f"(() => {{ const group = window.atlas.scene.bent.find((one) => one.ids.includes('{key}'));"
            f" const part = group.mesh.parts.find(({{ id }}) => id === '{key}');"
            " return [...group.mesh.points.slice(3 * part.firstPoint, 3 * part.lastPoint)]; })()"
        )
        assert drawn == pytest.approx(meshes[key].points.ravel().tolist(), abs=1e-3)


def test_only_what_matters_is_drawn_until_all_is_asked_for(server: Any, moving: Visiting) -> None:
    visit = opened(moving(), server.url)
    assert visit.drawn("l5-s1-disc")
    assert not visit.drawn("femur.left")
    assert not visit.drawn("skin")
    assert not visit.drawn(DISC), "the picture itself stands in for the marker"

    visit.page.get_by_role("button", name="Show what is around it").click()

    assert visit.drawn("femur.left")
    visit.page.get_by_role("button", name="Close", exact=True).click()
    assert visit.drawn("skin"), "the layers are as they were before"


@pytest.mark.drawing
def test_healthy_stands_beside_affected(server: Any, moving: Visiting) -> None:
    visit = opened(moving(), server.url, f"select={DISC}&amount=100")
    visit.page.get_by_role("radio", name="Two-up").check(force=True)
    visit.settled()
    sample = (
        "(() => { const one = document.querySelector('.beside canvas'); if (!one.width) return 0;"
        " const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height);"
        " let drawn = 0; for (let i = 3; i < data.length; i += 4) drawn += data[i] > 0;"
        " return drawn / data.length * 4; })()"
    )
    visit.wait_for(f"{sample} > 0.1")
    visit.rest()
    assert "beside=1" in visit.page.url
    widths = ".map((name) => document.querySelector(name).clientWidth)"
    half, whole = visit.js(f"['.beside', '.stage']{widths}")
    assert half > 200
    assert whole > half


def test_play_goes_there_and_back_to_healthy(server: Any, visiting: Visiting) -> None:
    visit = opened(visiting(reduced_motion="no-preference"), server.url)
    visit.js(
        "window.reached = 0; const look = () => {"
        " window.reached = Math.max(window.reached, window.atlas.get('amount'));"
        " requestAnimationFrame(look); };"
        " look()"
    )
    visit.page.get_by_role("button", name="Play, there and back").click()
    visit.wait_for("window.reached > 0 && !window.atlas.get('playing')")

    assert visit.js("window.reached") > 50
    assert visit.js("window.atlas.get('amount')") == 0


def test_where_motion_is_not_wanted_play_is_a_step(server: Any, visiting: Visiting) -> None:
    visit = opened(visiting(reduced_motion="reduce"), server.url)
    visit.page.get_by_role("button", name="Play, there and back").click()

    assert visit.js("[window.atlas.get('amount'), window.atlas.get('playing')]") == [10, False]


def test_keys_go_by_tenths(server: Any, moving: Visiting) -> None:
    visit = opened(moving(), server.url)
    for key in ("]", "]", "]", "["):
        visit.page.keyboard.press(key)
    assert visit.js("window.atlas.get('amount')") == 20
    visit.page.keyboard.press("h")
    assert visit.js("window.atlas.get('beside')") is True


def test_on_a_phone_the_slider_leads_the_card(server: Any, moving: Visiting) -> None:
    visit = opened(moving(**PHONE), server.url)
    slider = visit.details.get_by_role("slider", name="Amount")
    expect(slider).to_be_visible()
    box, stage = slider.bounding_box(), visit.page.locator(".sheet").bounding_box()
    assert box["y"] + box["height"] <= 844
    assert stage["y"] >= 0.55 * 844


def test_another_cause_begins_healthy(server: Any, moving: Visiting) -> None:
    visit = opened(moving(), server.url, f"select={DISC}&amount=100")
    visit.page.get_by_role("button", name="Right side").click()
    visit.wait_for("window.atlas.get('cause')?.id === 'l5-s1-herniated-disc.right'")

    expect(visit.page.get_by_role("slider", name="Amount")).to_have_value("0")


def test_a_file_that_does_not_come_leaves_the_card(server: Any, visiting: Visiting) -> None:
    visit = visiting(quiet=False)
    visit.page.route("**/*.change", lambda route: route.abort())
    visit.open(f"{server.url}?select={DISC}")

    expect(visit.details).to_contain_text("Herniated disc")
    assert visit.page.get_by_role("slider", name="Amount").count() == 0
