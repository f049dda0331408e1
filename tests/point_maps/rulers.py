"""Rulers to lay on a body: one side with its regions placed, measured apart from the solver's frames."""

import numpy as np

from point_maps.solving.places import Surfaces
from point_maps.solving.solver import Solver


class Measured:
    """One side of one body with its regions, and rulers to lay on them."""

    def __init__(self, point_map, body, side):
        self.body, self.side = body, side
        self.solver = Solver(point_map, Surfaces(body), side)
        self._corners = {}
        self.regions = {code: self.solver.region(code) for code in point_map.regions}

    def mark(self, name):
        return np.array(self.body.manifest.landmarks[f"{name}.{self.side}"])

    def at(self, code):
        return np.array(self.regions[code].centre)

    def cun(self, scale):
        return self.body.manifest.cun[f"{scale}.{self.side}"]

    def points(self, bone):
        return self.body.mesh(f"{bone}.{self.side}").points

    def corners(self, structure):
        """The corners of a structure's triangles by its whole id, (m, 3, 3)."""
        if structure not in self._corners:
            mesh = self.body.mesh(structure)
            self._corners[structure] = mesh.points[mesh.triangles]
        return self._corners[structure]

    def section(self, structure, code, axis):
        """Where the plane across an axis at a region cuts a structure, from the region's centre, (k, 3)."""
        mesh = self.body.mesh(f"{structure}.{self.side}")
        points = mesh.points - self.at(code)
        height = points @ axis
        pairs = np.concatenate([mesh.triangles[:, [i, j]] for i, j in ((0, 1), (1, 2), (2, 0))])
        low, high = pairs[(height[pairs[:, 0]] < 0) & (height[pairs[:, 1]] >= 0)].T
        assert len(low), f"{structure} is not at {code}"
        share = (-height[low] / (height[high] - height[low]))[:, None]
        return points[low] + share * (points[high] - points[low])

    @property
    def up(self):
        return np.array([0.0, 0.0, 1.0])

    @property
    def medial(self):
        """At right angles to the way from the heel to the middle between the ankles, level."""
        inner, outer = self.mark("medial-malleolus"), self.mark("lateral-malleolus")
        forward = ((inner + outer) / 2 - self.mark("calcaneus-posterior")) * (1, 1, 0)
        across = np.cross(self.up, forward / np.linalg.norm(forward))
        return across * np.sign(across @ (inner - outer))

    @property
    def proximal(self):
        axis = self.mark("elbow-crease") - self.mark("wrist-crease-palmar")
        return axis / np.linalg.norm(axis)

    @property
    def radial(self):
        across = self.mark("radial-styloid") - self.mark("ulnar-styloid")
        across = across - (across @ self.proximal) * self.proximal
        return across / np.linalg.norm(across)

    @property
    def palmar(self):
        across = np.cross(self.proximal, self.radial)
        return across * np.sign(
            across @ (self.mark("wrist-crease-palmar") - self.mark("wrist-crease-dorsal"))
        )

    def above_wrist(self, code, crease="wrist-crease-palmar"):
        """Cun above a wrist crease, along the forearm."""
        return (self.at(code) - self.mark(crease)) @ self.proximal / self.cun("forearm")

    def above_ankle(self, code):
        """mm above the prominence of the inner ankle bone."""
        return self.at(code)[2] - self.mark("medial-malleolus-prominence")[2]


def share(point, start, end):
    """How far along the line from start to end a point lies, level with it."""
    return (point - start) @ (end - start) / ((end - start) @ (end - start))
