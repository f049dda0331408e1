"""The atlas in Python: a plotter of what an address shows, and a page that is read and led from a cell."""

import asyncio
import contextlib
import json
import subprocess
import sys
import types
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import numpy as np
import pytest
import pyvista as pv

from models.records import DataError
from point_maps import maps
from populated import each
from viewer.notebook import Atlas
from viewer.notebook.page import Page
from viewer.pictures import asked, drawing, palette
from viewer.pictures.stage import stage

from .conftest import Running, Visitor

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "atlas-in-python.ipynb"
DISC = "l5-s1-herniated-disc.left"


@pytest.fixture(scope="module")
def opened(atlas: Any) -> Atlas:
    """What `Atlas.open` gives, of the body that all tests share."""
    return Atlas(atlas.body, atlas.map)


@pytest.fixture
def shown(opened: Atlas, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    page = opened.show(select="sciatic.left", show=["bones", "nerves"])
    yield page
    page.close()


def test_a_plotter_shows_what_the_address_shows(opened: Atlas) -> None:
    plotter = opened.plot((320, 240), off_screen=True, select=DISC, amount=100)
    parts, look = stage(opened, asked.read(f"?select={DISC}&amount=100"), (320, 240))

    seen = np.unique(drawing.front(parts, look, (320, 240)))
    assert len(seen) > 10
    assert {parts[one].id for one in seen if one != drawing.NOTHING} <= plotter.actors.keys()
    mine = np.array(plotter.screenshot(return_img=True)).astype(int)
    plotter.close()
    drawn = drawing.draw(parts, look, (320, 240)).astype(int)
    clear = drawn[..., 3] == 255
    assert clear.mean() > 0.3
    differs = np.abs(mine - drawn[..., :3]).max(axis=2)[clear] > 40
    assert differs.mean() < 0.03, "the same but for the stripes where it touches"
    paper = np.abs(mine - palette.PAPER).max(axis=2) < 3
    assert (paper == (drawn[..., 3] == 0)).mean() > 0.97


def test_a_plotter_keeps_its_camera_when_it_is_shown(opened: Atlas) -> None:
    plotter = opened.plot((160, 120), off_screen=True, show=["bones"], view="knee.left")
    before = np.array(plotter.camera.position)
    plotter.show(auto_close=False)
    assert np.array(plotter.camera.position) == pytest.approx(before)
    plotter.close()
    assert "sciatic.left" not in plotter.actors


def test_what_cannot_be_shown_is_told_at_once(opened: Atlas, shown: Page) -> None:
    wrong = {"selct": "sacrum", "select": "sciatik.left", "amount": 300, "show": ["bons"], "camera": [1, 2]}
    for do in (opened.plot, opened.show, shown.state.update):
        with pytest.raises(DataError) as told:
            do(**wrong)  # type: ignore[operator]
        assert [problem.partition(":")[0] for problem in told.value.problems] == [
            "field", "select", "amount", "show", "camera",
        ]  # fmt: skip
        assert "sciatic.left" in str(told.value)
    assert shown.state.select == "sciatic.left"
    with pytest.raises(AttributeError, match="no field 'selct'; it has body"):
        _ = shown.state.selct


def status(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_a_page_answers_this_machine_alone_and_who_knows_its_address(shown: Page) -> None:
    root = f"http://{urlsplit(shown.url).netloc}"
    assert root.startswith("http://127.0.0.1:")
    assert len(urlsplit(shown.url).path) > 32, "nobody can guess it"

    assert status(shown.url) == 200
    for path in ("/", "/healthz", "/ws", "/live.html", f"/{'0' * 32}/"):
        assert status(f"{root}{path}") == 404, path
    assert status(shown.url, Host="evil.example.org") == 403
    assert status(f"{shown.url}healthz") == 200


def test_two_pages_are_two(opened: Atlas, shown: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: True)
    other = opened.show()
    assert other.url != shown.url
    other.state.select = "sacrum"
    assert shown.state.select == "sciatic.left"
    other.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(other.url)


def talking(page: Page, talk: Callable[[Visitor], Awaitable[None]]) -> None:
    """Visit a page as a browser does."""

    async def visit() -> None:
        async with aiohttp.ClientSession() as client:
            server: Any = None
            async with Running(server, server, page.url.rstrip("/"), client).visit() as visitor:
                await talk(visitor)

    asyncio.run(asyncio.wait_for(visit(), 300))


TOLD: dict[str, Any] = {"body": "male", "select": "sciatic.left", "voice": "student", "camera": None}


async def pushed(visitor: Visitor, key: str) -> Any:
    """What the page is sent of a field, as soon as it is."""
    while True:
        for message in (*visitor.pushed, await visitor.receive()):
            if key in (message.get("result") or {}):
                return message["result"]


def test_python_reads_what_the_page_shows_and_the_page_what_python_sets(shown: Page) -> None:
    shown.state.voice = "patient"  # before the page is there
    assert (shown.state.voice, shown.state.select) == ("patient", "sciatic.left")
    assert [layer for layer, on in shown.state.show.items() if on] == ["bones", "nerves"]

    async def talk(visitor: Visitor) -> None:
        state = await visitor.state()
        assert state["followed"], "it is asked to tell what it shows"
        await visitor.tell(**TOLD, amount=0)
        await asyncio.to_thread(shown.wait)
        assert (await pushed(visitor, "voice"))["voice"] == "patient"
        visitor.pushed.clear()

        await visitor.tell(select="femur.right", hide=["sacrum"], voice="clinician")
        while shown.state.select != "femur.right":
            await asyncio.sleep(0.02)
        assert (shown.state.hide, shown.state.voice) == (["sacrum"], "clinician")

        shown.state.update(select="ki3.LEFT", amount=60)
        assert (shown.state.select, shown.state.amount) == ("KI3.left", 60)
        sent = await pushed(visitor, "select")
        assert (sent["select"], sent["amount"]) == ("KI3.left", 60)
        assert "voice" not in sent, "what was set once is not set again over what somebody chose"

    talking(shown, talk)


def test_a_name_takes_the_place_of_where_it_was_looked_from(shown: Page) -> None:
    async def talk(visitor: Visitor) -> None:
        await visitor.tell(**{**TOLD, "camera": [1, 2, 900, 0, 0, 900]})
        await asyncio.to_thread(shown.wait)
        shown.state.view = "buttock.left"
        sent = await pushed(visitor, "view")
        assert (sent["view"], sent["camera"]) == ("buttock.left", None)

    talking(shown, talk)


def test_who_waits_in_vain_is_told_where_the_page_is(shown: Page) -> None:
    with pytest.raises(TimeoutError) as told:
        shown.wait(0.01)
    assert f"{shown.url}?body=male&select=sciatic.left&show=bones,nerves" in str(told.value)


@contextlib.contextmanager
def cell(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    """What a notebook's shell is asked to display."""
    displayed: list[dict[str, str]] = []
    display = types.SimpleNamespace(display=lambda data, *, raw: displayed.append(data) if raw else None)
    shell = types.SimpleNamespace(get_ipython=lambda: object(), display=display)
    monkeypatch.setitem(sys.modules, "IPython", shell)
    yield displayed


def test_in_a_notebook_the_page_stands_in_its_cell(opened: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail(url))
    with cell(monkeypatch) as displayed:
        page = opened.show(
            height=500, select="KI3.left", opacity={"skin": 0.4}, camera=(90, 10, 800, 1, 2, 3)
        )
    page.close()
    [data] = displayed
    assert data["text/html"].startswith(f'<iframe src="{page.url}?body=male&amp;select=KI3.left')
    assert "opacity=skin:40&amp;camera=90,10,800,1,2,3&amp;embed=1" in data["text/html"]
    assert "height:500px" in data["text/html"]


@pytest.mark.filterwarnings("ignore:Not within a jupyter notebook environment")
def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(pv, "OFF_SCREEN", True)
    book = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (book["nbformat"], book["metadata"]["language_info"]["name"]) == (4, "python")
    space: dict[str, Any] = {}
    with cell(monkeypatch) as displayed:
        for one in each(cell for cell in book["cells"] if cell["cell_type"] == "code"):
            assert (one["outputs"], one["execution_count"]) == ([], None), "nothing of a run is kept in it"
            exec("".join(one["source"]), space)
    assert len(displayed) == 1
    assert space["page"].state.voice == "patient"
    assert "sciatic.left" in capsys.readouterr().out


def test_the_page_ends_with_its_program() -> None:
    program = (
        "import webbrowser; webbrowser.open = print\n"
        "from viewer.notebook import Atlas\n"
        "print(Atlas.open('female').show().state.body)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1] == "female"


def test_a_body_or_a_map_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="body: must be one of"):
        Atlas.open("giant")
    with pytest.raises(DataError, match=r"own\.toml"):
        Atlas.open(own_maps=[tmp_path / "own.toml"])
    assert Atlas.open("female").map.digest == maps.load().digest
