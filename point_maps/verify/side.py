"""One side of a body as checks see it: always as if it were the left, so that x counts outward."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body
from models.mesh import Mesh
from point_maps.maps import PointMap
from point_maps.solving.placed import PlacedRegion, Side
from point_maps.solving.places import Surfaces
from point_maps.solving.shapes import Shape
from point_maps.solving.solver import Solver
from point_maps.verify.lines import Unmeasurable

Array = NDArray[np.float64]


class OneSide:
    """One side of one body.

    Every method raises `Unmeasurable` where the body lacks what is asked for.

    Parameters
    ----------
    body, point_map
        The body, and the map whose regions are measured on it.
    side
        'left' or 'right'; the right is mirrored.
    """

    def __init__(self, body: Body, point_map: PointMap, side: Side) -> None:
        self.body, self.map, self.side = body, point_map, side
        self.flip = np.array([-1.0 if side == "right" else 1.0, 1.0, 1.0])
        self._shapes: dict[str, Shape] = {}

    def mark(self, name: str) -> Array:
        """A landmark, mm."""
        found = self.body.manifest.landmarks
        for key in (f"{name}.{self.side}", f"{name}.midline"):
            if key in found:
                return np.array(found[key]) * self.flip
        msg = f"no landmark {name}"
        raise Unmeasurable(msg)

    def has(self, structure: str) -> bool:
        """Whether the body has a structure, by its id without the side."""
        return any(key in self.body.structures for key in (f"{structure}.{self.side}", structure))

    def shape(self, structure: str) -> Shape:
        """A structure, by its id without the side."""
        if structure not in self._shapes:
            keys = (f"{structure}.{self.side}", structure)
            key = next((key for key in keys if key in self.body.structures), None)
            if key is None:
                msg = f"no structure {structure}"
                raise Unmeasurable(msg)
            self._shapes[structure] = self._mirrored(self.body.mesh(key))
        return self._shapes[structure]

    def _mirrored(self, mesh: Mesh) -> Shape:
        turned = mesh.triangles[:, ::-1] if self.flip[0] < 0 else mesh.triangles
        return Shape(Mesh(mesh.points * self.flip, turned))

    @property
    def skin(self) -> Shape:
        """The skin."""
        return self.shape("skin")

    def line(self, nerve: str) -> Array:
        """The course of a nerve, (n, 3), mm, from proximal to distal."""
        return np.array(self._nerve(nerve, "centreline")) * self.flip

    def width(self, nerve: str) -> Array:
        """Its width along the course, (n,), mm."""
        return np.array(self._nerve(nerve, "width"))

    def thickness(self, nerve: str) -> Array:
        """Its thickness along the course, (n,), mm."""
        return np.array(self._nerve(nerve, "thickness"))

    def _nerve(self, nerve: str, field: str) -> object:
        key = f"{nerve}.{self.side}"
        if key not in self.body.nerves:
            msg = f"no nerve {nerve}"
            raise Unmeasurable(msg)
        return getattr(self.body.nerves[key], field)

    def cun(self, scale: str) -> float:
        """Millimetres per cun."""
        key = f"{scale}.{self.side}"
        if key not in self.body.manifest.cun:
            msg = f"no cun scale {scale}"
            raise Unmeasurable(msg)
        return self.body.manifest.cun[key]

    @cached_property
    def solver(self) -> Solver:
        """Places the map's regions on this side."""
        return Solver(self.map, Surfaces(self.body), self.side)

    @cached_property
    def regions(self) -> dict[str, PlacedRegion]:
        """The map's regions on this side, by code; not mirrored."""
        return {code: self.solver.region(code) for code in self.map.regions}

    def at(self, code: str) -> Array:
        """The centre of a region, mm."""
        if code not in self.map.regions:
            msg = f"no region {code}"
            raise Unmeasurable(msg)
        return np.array(self.regions[code].centre) * self.flip

    def bones(self) -> list[str]:
        """The ids, without a side, of the bones of this side and the midline."""
        return [
            key.removesuffix(f".{self.side}")
            for key, structure in self.body.structures.items()
            if structure.system == "bone" and structure.side in (self.side, "midline")
        ]
