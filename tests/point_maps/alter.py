"""Bodies with one thing wrong, to see checks change their verdict."""

import numpy as np

from models.catalogue import Body
from models.mesh import Mesh
from point_maps.verify.side import OneSide


class Altered(Body):
    """A body of which a nerve, landmark, mesh or scale was changed; the installed one stays as it is."""

    def __init__(self, body):
        super().__init__(body.folder)
        self.moved = {}

    def mesh(self, structure):
        mesh = super().mesh(structure)
        return Mesh(mesh.points + self.moved.get(structure, 0.0), mesh.triangles)

    def nerve(self, name, **fields):
        """Replace fields of a nerve on the left."""
        key = f"{name}.left"
        changed = [n.model_copy(update=fields) if n.id == key else n for n in self.manifest.nerves]
        self.manifest = self.manifest.model_copy(update={"nerves": tuple(changed)})
        self.__dict__.pop("nerves", None)

    def course(self, name, change):
        """Change the course of a nerve on the left, (n, 3)."""
        line = change(np.array(self.nerves[f"{name}.left"].centreline))
        self.nerve(name, centreline=tuple(map(tuple, line.tolist())))


class Shifted(OneSide):
    """One side on which some regions lie elsewhere."""

    def __init__(self, body, point_map, shifts):
        super().__init__(body, point_map, "left")
        self.shifts = shifts

    def at(self, code):
        return super().at(code) + np.array(self.shifts.get(code, (0, 0, 0)), float)


def move(names, *by):
    """Move the courses of nerves."""

    def change(body):
        for name in names.split(","):
            body.course(name, lambda line: line + np.array(by, float))

    return change


def stretch(name, *by):
    """Stretch the course of a nerve from where it begins."""
    return lambda body: body.course(name, lambda line: line[0] + (line - line[0]) * np.array(by, float))


def swell(name, start, end):
    """Multiply the width of a nerve, from its beginning to its end."""

    def change(body):
        width = np.array(body.nerves[f"{name}.left"].width)
        body.nerve(name, width=tuple((width * np.linspace(start, end, len(width))).tolist()))

    return change


def mark(name, *by):
    """Move a landmark on the left."""

    def change(body):
        key = f"{name}.left"
        place = tuple(np.array(body.manifest.landmarks[key]) + np.array(by, float))
        found = {**body.manifest.landmarks, key: place}
        body.manifest = body.manifest.model_copy(update={"landmarks": found})

    return change


def cun(scale, times):
    """Change a scale on the left."""

    def change(body):
        key = f"{scale}.left"
        found = {**body.manifest.cun, key: body.manifest.cun[key] * times}
        body.manifest = body.manifest.model_copy(update={"cun": found})

    return change
