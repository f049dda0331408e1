"""What is not needed is not fetched: ligaments, vessels and variants come when they are asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Visiting = Callable[..., Any]

LAZY = ("muscles", "ligaments", "vessels", "zones", "load-line")
COMPLETE = "window.atlas.scene.complete"


def packs(visit: Any, what: str) -> list[dict[str, Any]]:
    return visit.js(f"window.atlas.get('atlas').packs.filter((pack) => {what})")


def test_the_first_picture_fetches_the_opening_layers_only(server: Any, moving: Visiting) -> None:
    visit = moving().load(server.url)

    later = packs(visit, f"{list(LAZY)}.includes(pack.layer) || pack.variant")
    assert {pack["layer"] for pack in later} >= set(LAZY)
    assert any(pack["variant"] for pack in later)
    fetched = {url.removeprefix(server.url.rstrip("/") + "/") for url in visit.addresses}
    assert fetched.isdisjoint(pack["url"] for pack in later)


@pytest.mark.parametrize(("name", "layer"), [("Ligaments", "ligaments"), ("Vessels", "vessels")])
def test_a_layer_comes_when_it_is_switched_on(server: Any, moving: Visiting, name: str, layer: str) -> None:
    visit = moving().load(server.url)

    visit.layer(name).check(force=True)

    visit.wait_for(f"[...window.atlas.scene.groups.values()].some((g) => g.layer === '{layer}' && g.mesh)")
    for pack in packs(visit, f"pack.layer === '{layer}' && !pack.variant"):
        visit.wait_for(f"window.atlas.scene.groups.get('{pack['group']}')?.mesh && {COMPLETE}")
        assert all(visit.drawn(entry) for entry in pack["ids"])


def test_an_artery_and_a_vein_are_told_apart(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?show=vessels")
    ids = "[...window.atlas.scene.groups.values()].flatMap((group) => group.ids)"
    first = f"{ids}.find((id) => window.atlas.get('atlas').entries[id].kind === '%s')"

    artery, vein = (visit.colour(visit.js(first % kind)) for kind in ("artery", "vein"))

    assert artery[0] > 2 * artery[2]
    assert vein[2] > 2 * vein[0]


def test_the_cauda_equina_shows_through_the_dura(server: Any, moving: Visiting) -> None:
    visit = moving().open(f"{server.url}?view=lower-back&show=nerves")

    dura = visit.js(
        "[...window.atlas.scene.groups.values()].filter((g) => g.sheer)"
        ".map((g) => g.held.property.getOpacity())"
    )
    assert dura
    assert all(0.1 < opacity < 0.6 for opacity in dura)


def test_the_deep_buttock_is_seen_without_gluteus_maximus(server: Any, moving: Visiting) -> None:
    visit = moving().open(server.url)

    visit.preset("Deep buttock").click()

    visit.wait_for(
        f"{COMPLETE} && [...window.atlas.scene.groups.values()].some((g) => g.layer === 'muscles' && g.mesh)"
    )
    assert visit.drawn("piriformis.left")
    assert not visit.drawn("gluteus-maximus.left")
    assert visit.js("window.atlas.get('view')") == "buttock"
    expect(visit.preset("Deep buttock")).to_have_attribute("aria-pressed", "true")
    visit.preset("See-through").click()
    assert visit.js("window.atlas.get('hide')") == []
