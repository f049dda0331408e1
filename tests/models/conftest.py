"""The shipped bodies and how tests measure them."""

from functools import cache

import igl
import numpy as np
import pytest
import pyvista as pv
from numpy.typing import NDArray

from models import catalogue
from models.catalogue import Body
from models.mesh import Mesh
from models.pipeline.shapes.distance import Solid, surface

Points = NDArray[np.float64]


@pytest.fixture(scope="session", params=catalogue.available())
def body(request: pytest.FixtureRequest) -> Body:
    return catalogue.load(request.param)


class Ruler:
    """Measures on one body; every distance in mm."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self._meshes: dict[str, Mesh] = {}
        self._surfaces: dict[str, pv.PolyData] = {}
        self._solids: dict[str, Solid] = {}

    def mesh(self, structure: str) -> Mesh:
        if structure not in self._meshes:
            self._meshes[structure] = self.body.mesh(structure)
        return self._meshes[structure]

    def surface(self, structure: str) -> pv.PolyData:
        """A structure as pyvista knows it: the tree it makes for its first ray serves all others."""
        if structure not in self._surfaces:
            self._surfaces[structure] = surface(self.mesh(structure))
        return self._surfaces[structure]

    def away(self, points: Points, structure: str) -> NDArray[np.float64]:
        """Signed distance of points to a structure, negative inside it."""
        if structure not in self._solids:
            self._solids[structure] = Solid(self.surface(structure))
        return self._solids[structure].distances(points)[0]

    def inside(self, points: Points, structure: str) -> NDArray[np.bool_]:
        """Which points lie inside a structure: less work than how far they are from it."""
        mesh = self.mesh(structure)
        winding = igl.fast_winding_number(
            np.ascontiguousarray(mesh.points),
            np.ascontiguousarray(mesh.triangles),
            np.ascontiguousarray(points),
        )
        return np.asarray(winding > 0.5)

    def hit(self, start: Points, toward: Points) -> float:
        """How far it is along a ray to the skin."""
        end = start + 300 * np.asarray(toward) / np.linalg.norm(toward)
        hits, _ = self.surface("skin").ray_trace(start, end)
        return float(np.linalg.norm(np.asarray(hits) - start, axis=1).min())

    def bones(self, side: str | None = None) -> list[str]:
        return [
            key
            for key, structure in self.body.structures.items()
            if structure.system == "bone" and side in (None, structure.side)
        ]

    def depth(self, points: Points) -> NDArray[np.float64]:
        """How deep points lie under the skin, negative outside."""
        return -self.away(points, "skin")

    def landmark(self, name: str) -> Points:
        return np.array(self.body.manifest.landmarks[name])

    def line(self, nerve: str) -> Points:
        return np.array(self.body.nerves[nerve].centreline)


@cache
def ruler_of(name: str) -> Ruler:
    """The ruler of a body: what it has read once it need not read for another file of tests."""
    return Ruler(catalogue.load(name))


@pytest.fixture(scope="session")
def ruler(body: Body) -> Ruler:
    return ruler_of(body.id)


@pytest.fixture(scope="session")
def bodies() -> dict[str, Ruler]:
    """A ruler for each body, to compare them."""
    return {name: ruler_of(name) for name in catalogue.available()}
