from collections.abc import Callable, Iterator
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from models import catalogue
from models.catalogue import Body
from point_maps import check, maps
from point_maps.balance import Balance
from point_maps.checking.reading import Reading, read
from point_maps.maps import PointMap
from point_maps.solving import solve
from point_maps.solving.placed import Placement


def _beside(name: str) -> ModuleType:
    """A module beside this one; the tests are no package."""
    spec = util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", autouse=True)
def what_is_shipped_is_read_once() -> Iterator[None]:
    """Hundreds of files are checked against the shipped ones and the bodies, and none changes them."""
    kept, shipped = cache(read), frozenset(maps.files([maps.DATA]))

    def once(path: Path) -> Reading:
        return kept(path) if path in shipped else read(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "load", cache(catalogue.load))
        for module in (check, maps):
            patch.setattr(module, "read", once)
        yield


@pytest.fixture(scope="session")
def limbs() -> ModuleType:
    return _beside("limbs")


@pytest.fixture(scope="session")
def rulers() -> ModuleType:
    return _beside("rulers")


@pytest.fixture(scope="session")
def alter() -> ModuleType:
    return _beside("alter")


@pytest.fixture(scope="session")
def cylinders(limbs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Body:
    """A body whose every measure is known."""
    folder = tmp_path_factory.mktemp("bodies") / "limbs"
    limbs.write(folder)
    return Body(folder)


@pytest.fixture(scope="session")
def shipped() -> PointMap:
    return maps.load()


@pytest.fixture(scope="session")
def balance(shipped: PointMap) -> Balance:
    return shipped.balance


@pytest.fixture(scope="session")
def shipped_on_cylinders(shipped: PointMap, cylinders: Body) -> Placement:
    return solve.place(shipped, cylinders)


@pytest.fixture(scope="session", params=catalogue.available() or ["none"])
def body(request: pytest.FixtureRequest) -> Body:
    """Each installed body in turn; without one the tests that need it fail."""
    return catalogue.load(request.param)


@pytest.fixture(scope="session")
def placement(shipped: PointMap, body: Body) -> Placement:
    return solve.place(shipped, body)


@pytest.fixture(scope="session", params=("left", "right"))
def it(request: pytest.FixtureRequest, shipped: PointMap, body: Body, rulers: ModuleType) -> Any:
    """One side of an installed body, with its regions and rulers."""
    return rulers.Measured(shipped, body, request.param)


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a map file with the usual header and the given tables."""

    def write(text: str, name: str = "own.toml") -> Path:
        path = tmp_path / name
        path.write_text(f'title = "Own"\nversion = "1"\nlicence = "CC BY 4.0"\n\n{text}', encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def hostile() -> ModuleType:
    return _beside("hostile")
