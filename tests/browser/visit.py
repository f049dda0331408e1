"""A visit: one page, what went wrong on it, and what a test asks of it."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from viewer.fields import fields

COMPLETE = "window.atlas?.scene?.complete && window.atlas.scene.took > 0"
CONNECTED = """(() => {
  const frame = document.querySelector('iframe[data-live]')?.contentWindow;
  try {
    if (frame.known || !frame.trame.state.get('body')) return false;
  } catch {
    return false;
  }
  return (frame.known = true);
})()"""
OF_THE_WINDOW = ("labels", "names", "theme", "embed", "present")
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


class Visit:
    """One page and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.addresses: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        page.on("request", lambda request: self.addresses.append(request.url))

    def open(self, url: str, *, drawn: bool = True) -> "Visit":
        self.page.goto(url)
        self.page.wait_for_selector("#details", state="attached", timeout=PATIENCE)
        if drawn:
            self.page.wait_for_function(COMPLETE, timeout=PATIENCE)
        return self

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def place(self, entry: str) -> tuple[float, float]:
        """A pixel of the window at which an entry is what lies in front, near its middle."""
        corner = self.page.locator("#stage").bounding_box()
        at = self.page.evaluate(
            """(id) => {
              const { scene, get } = window.atlas;
              const middle = scene.orbit.project(get('atlas').entries[id].centre);
              for (let i = 0; i < 600; i += 1) {
                const x = Math.round(middle.x + Math.cos(i) * i * 0.15);
                const y = Math.round(middle.y + Math.sin(i) * i * 0.15);
                if (scene.pick(x, y, 0)?.id === id) return [x, y];
              }
              return null;
            }""",
            entry,
        )
        assert corner
        assert at, f"{entry} is nowhere in front"
        return corner["x"] + at[0], corner["y"] + at[1]

    def drawn(self, entry: str) -> bool:
        """Whether an entry is among what is drawn, once what was set is."""
        self.settled()
        return bool(
            self.js(
                "[...window.atlas.scene.groups.values()].some((group) => group.held.actor.getVisibility() "
                f"&& (group.shownParts ?? []).some((part) => part.id === '{entry}'))"
            )
        )

    def colour(self, entry: str) -> list[int]:
        """The colour of an entry where it is brightest: its hollows are darker."""
        self.settled()
        colours = self.page.evaluate(
            """(id) => {
              const group = [...window.atlas.scene.groups.values()].find((g) => g.mesh && g.ids.includes(id));
              const part = group.mesh.parts.find((one) => one.id === id);
              const bytes = group.held.data.getPointData().getScalars().getData();
              return [...bytes.slice(3 * part.firstPoint, 3 * part.lastPoint)];
            }""",
            entry,
        )
        return max((colours[i : i + 3] for i in range(0, len(colours), 3)), key=sum)

    def wait_for(self, expression: str) -> None:
        self.page.wait_for_function(expression, timeout=PATIENCE)

    def connected(self) -> None:
        """Wait until the server knows what the page shows, over a connection that is not known here yet."""
        self.wait_for(CONNECTED)

    def fetched(self, name: str) -> None:
        """Wait until a file whose address ends so has come."""
        there = "performance.getEntriesByType('resource').map((one) => one.name)"
        self.wait_for(f"{there}.some((address) => address.endsWith('{name}'))")

    def settled(self) -> None:
        """Wait until what was set is drawn."""
        self.page.evaluate("() => new Promise((next) => setTimeout(() => requestAnimationFrame(next), 50))")
        self.wait_for("!window.atlas.scene.appearing && !window.atlas.scene.waiting")

    def rest(self) -> None:
        """Wait until the address says what is seen."""
        self.wait_for("location.href === window.atlas.address()")

    def look(self) -> dict[str, Any]:
        """Every field but those of the window it is looked at in: Back and Forward bring all of it back."""
        keys = [field.key for field in fields() if field.key not in OF_THE_WINDOW]
        look = self.js(f"Object.fromEntries({keys}.map((key) => [key, window.atlas.get(key)]))")
        return look | {"camera": self.camera}

    @property
    def camera(self) -> list[float]:
        """Where the camera is, to a tenth, as an address holds it."""
        return self.js(
            "(([turn, ...rest]) => [((turn + 180) % 360 + 360) % 360 - 180, ...rest])"
            "(window.atlas.scene.orbit.six).map((value) => Math.round(value * 10) / 10)"
        )

    @property
    def title(self) -> str:
        return self.page.locator("#details h2").first.inner_text()

    @property
    def details(self) -> Locator:
        """What is read of what is chosen."""
        return self.page.get_by_role("region", name="Details")

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("combobox", name="Search")

    def popover(self, name: str) -> Locator:
        """One of the popovers, opened by its button."""
        popover = self.page.locator(f"#{name}")
        if not popover.is_visible():
            self.page.locator(f"button[popovertarget={name}]").click()
        expect(popover).to_be_visible()
        return popover

    def shut(self) -> None:
        """Shut whatever popover is open."""
        self.js("document.querySelectorAll(':popover-open').forEach((one) => one.hidePopover())")

    def menu(self, name: str) -> None:
        """Press something in the menu; it is shut then."""
        self.popover("menu").get_by_role("button", name=re.compile(f"^{re.escape(name)}")).click()

    def view(self, name: str) -> None:
        """Look from a named view."""
        self.popover("views").get_by_role("button", name=name, exact=True).click()
        self.shut()

    def preset(self, name: str) -> Locator:
        """The button of a ready-made look."""
        return self.popover("layers").get_by_role("button", name=name, exact=True)

    def layer(self, name: str, look: str = "Full") -> Locator:
        """How a layer is shown: `Off`, `Ghost` or `Full`."""
        how = self.popover("layers").get_by_role("radiogroup", name=f"How {name} is shown", exact=True)
        return how.get_by_role("radio", name=look)

    def voice(self, name: str) -> None:
        """Have the words of another voice."""
        self.page.locator("#details select").select_option(label=name)
