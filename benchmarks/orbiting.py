"""What it costs to turn the body: in the browser beside a bare page, and in the server."""

import time
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browser import Visit, visiting
from benchmarks.budgets import Row, at_most, ratio, some_day, told
from benchmarks.loading import Peers, canvas, window

FRAMES = 24
DRAG = 4.0
"""Seconds of dragging by hand."""


def orbiting(browser: Browser, peers: Peers, scene: dict[str, Any], rounds: int) -> list[Row]:
    """Turn the body in the atlas and in the bare page, in turns, both open in one browser."""
    with (
        visiting(browser, f"{peers.atlas.url}/", window(scene)) as atlas,
        visiting(browser, f"{peers.bare.url}/", canvas(scene)) as bare,
    ):
        ours, theirs, drawn = _in_turns(atlas, bare, rounds)
        our_script, their_script, _ = _in_turns(atlas, bare, rounds, stubbed=True)
        note = f"{median(ours):.0f} ms against {median(theirs):.0f} ms, {rounds} turns, drawing in software"
        script = f"{median(our_script):.1f} ms against {median(their_script):.1f} ms, nothing drawn"
        packs = {actor["pack"]: actor["triangles"] for actor in reversed(scene["actors"])}
        rows = [
            at_most(
                "frame time while orbiting, against the bare page", ratio(ours, theirs), 1.05, "x", 2, note
            ),
            some_day(
                at_most(
                    "script time a frame, against the bare page",
                    ratio(our_script, their_script),
                    1.5,
                    "x",
                    2,
                    script,
                )
            ),
            at_most("draw calls for a frame of the default scene", drawn["draws"], 120, "", 0),
            at_most("triangles of the default scene", sum(packs.values()), 450_000, "", 0),
            told("triangles drawn for a frame, all passes", drawn["triangles"], "", 0),
        ]
        return [*rows, *_server_work(atlas, peers)]


def _in_turns(
    atlas: Visit, bare: Visit, rounds: int, *, stubbed: bool = False
) -> tuple[list[float], list[float], dict[str, Any]]:
    """Milliseconds for each frame of both, and what the atlas drew for the last."""
    ours: list[float] = []
    theirs: list[float] = []
    drawn: dict[str, Any] = {}
    for turn in range(rounds + 1):
        pages = [(atlas, ours), (bare, theirs)]
        for visit, times in pages if turn % 2 else reversed(pages):
            got = _turn(visit, stubbed)
            times += got["times"] if turn else []  # the first turn warms up
            drawn = got if visit is atlas else drawn
    return ours, theirs, drawn


def _turn(visit: Visit, stubbed: bool) -> dict[str, Any]:
    visit.page.bring_to_front()
    return dict(visit.probe("probe.orbit(argument[0], argument[1])", [FRAMES, stubbed]))


def _server_work(visit: Visit, peers: Peers) -> list[Row]:
    """Drag by hand for a while, then rest as long, and compare what the server did."""
    visit.page.bring_to_front()
    dragging = _watch(visit, peers, drag=True)
    resting = _watch(visit, peers, drag=False)
    messages = dragging["messages"] - resting["messages"]
    spent = dragging["cpu"] - resting["cpu"]
    return [
        Row("messages while somebody orbits", "none", f"{messages} in {DRAG:.0f} s", messages <= 0),
        at_most("server CPU while somebody orbits", max(spent, 0) / DRAG * 100, 0.5, "% of a core", 2),
        told("pictures drawn while dragging by hand", dragging["frames"] / DRAG, "a second", 1),
    ]


def _watch(visit: Visit, peers: Peers, *, drag: bool) -> dict[str, float]:
    box = visit.page.locator("canvas").first.bounding_box() or {"x": 0, "y": 0, "width": 100, "height": 100}
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.wait_for_timeout(1000)
    visit.traffic.clear()
    cpu, frames, end, step = peers.atlas.cpu(), visit.probe("probe.frames"), time.monotonic() + DRAG, 0
    if drag:
        visit.page.mouse.down()
    while time.monotonic() < end:
        step += 1
        if drag:
            visit.page.mouse.move(x + 60 * (step % 2), y)
        else:
            visit.page.wait_for_timeout(50)
    if drag:
        visit.page.mouse.up()
    return {
        "messages": len(visit.traffic.sent) + len(visit.traffic.received),
        "cpu": peers.atlas.cpu() - cpu,
        "frames": visit.probe("probe.frames") - frames,
    }
