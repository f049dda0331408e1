"""Variants: another anatomy in place of the usual one, drawn, pressed and explained."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

VARIANT = "piriformis-type-b"
FACTS = f"""(() => {{
  const {{ packs, variants }} = window.atlas.get('atlas');
  const own = packs.filter((pack) => pack.variant === '{VARIANT}').flatMap((pack) => pack.ids);
  return {{ own, ...variants.find((one) => one.id === '{VARIANT}') }};
}})()"""
THERE = (
    "window.atlas.scene.complete && [...window.atlas.scene.groups.values()].some((g) => g.variant && g.mesh)"
)


def choose(visit: Any, title: str) -> None:
    layers = visit.popover("layers")
    layers.locator("details.variants summary").click()
    layers.get_by_role("radio", name=title).check()


def test_a_variant_takes_the_place_of_the_usual_anatomy(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=bones,nerves,muscles")
    facts = visit.js(FACTS)
    assert all(visit.drawn(entry) for entry in facts["replaces"])

    choose(visit, facts["title"])

    visit.wait_for(THERE)
    assert not any(visit.drawn(entry) for entry in facts["replaces"])
    assert all(visit.drawn(entry) for entry in facts["own"])
    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("How common is it?")
    visit.wait_for(f"location.search.includes('variant={VARIANT}')")


def test_what_is_pressed_is_the_variant(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&view=buttock&variant={VARIANT}")
    visit.wait_for(THERE)
    nerves = [key for key in visit.js(FACTS)["own"] if key.endswith(".left")]
    key = next(
        key for key in nerves if visit.js(f"window.atlas.get('atlas').entries['{key}'].kind") == "nerve"
    )
    visit.js(f"window.atlas.scene.orbit.toThing('{key}', {{ jump: true }})")

    x, y = visit.place(key)
    visit.page.mouse.click(x, y)

    expect(visit.page.get_by_role("region", name="Details")).to_contain_text("Which variant is it part of?")


def test_the_usual_anatomy_comes_back(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves&variant={VARIANT}")
    visit.wait_for(THERE)
    facts = visit.js(FACTS)
    usual = visit.js(
        f"window.atlas.get('atlas').variants.find((one) => !one.id && one.of === '{facts['of']}').title"
    )

    visit.popover("layers").get_by_role("radio", name=usual).check()

    nerves = [entry for entry in facts["replaces"] if not entry.startswith("piriformis")]
    assert nerves
    assert all(visit.drawn(entry) for entry in nerves)
    assert not visit.js("[...window.atlas.scene.groups.values()].some((group) => group.variant)")
    visit.wait_for("!location.search.includes('variant=')")


def test_prevalence_stands_beside_each_variant(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    visit.popover("layers").locator("details.variants summary").click()

    shares = visit.page.locator(".variant small").all_inner_texts()

    assert len(shares) >= 4
    assert all(shares)


def test_a_link_to_a_part_of_a_variant_shows_the_variant(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=nerves", drawn=False)
    own = visit.js(FACTS)["own"][0]

    visit.load(f"{server.url}?show=nerves&select={own}")

    visit.wait_for(THERE)
    assert visit.drawn(own)
    assert visit.js("window.atlas.get('variant')") == VARIANT


def test_a_variant_that_is_let_go_before_it_has_come_is_not_waited_for(
    server: Any, visiting: Visiting
) -> None:
    visit = visiting().open(f"{server.url}?show=nerves")
    own = visit.js(
        f"window.atlas.get('atlas').packs.filter((p) => p.variant === '{VARIANT}').map((p) => p.url)"
    )
    held: list[Any] = []
    visit.page.context.route(lambda url: url.endswith(tuple(own)), lambda route: held.append(route))
    visit.js(f"window.atlas.page.variant({FACTS})")
    visit.wait_for("!window.atlas.scene.complete")

    visit.page.get_by_role("button", name="Undo", exact=True).click()

    visit.wait_for("window.atlas.scene.complete")
    assert held
    visit.page.context.unroute_all(behavior="ignoreErrors")
