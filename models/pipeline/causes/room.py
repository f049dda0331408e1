"""Room for the child: it gives way to the wall of the womb at its amounts and on the way between them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.causes.course import within
from models.pipeline.causes.womb import unpierced
from models.pipeline.shapes.distance import Solid, surface
from models.pipeline.shapes.pushing import taken_along

Array = NDArray[np.float64]

LOOSE = 0.6
"""The child keeps so far off the wall, mm."""
BETWEEN, ROUNDS = 5, 12
"""At so many places from one amount to the next, in so many rounds at most."""
ALONG = 9.0
"""What gives way takes its surroundings along so far, mm (Gaussian)."""


def with_room(children: Sequence[Mesh], faces: Sequence[Mesh]) -> list[Array]:
    """Points of a child at some amounts, (n, 3), mm, that keep in the inner faces of the womb there."""
    places = [child.points.copy() for child in children]
    triangles = children[0].triangles
    for _ in range(ROUNDS):
        still = True
        for at in range(len(places) - 1):
            for share in np.linspace(0, 1, BETWEEN + 1):
                ends = np.array([1 - share, share])
                own = np.tensordot(ends, places[at : at + 2], 1)
                face = faces[at]._replace(
                    points=np.tensordot(ends, [one.points for one in faces[at : at + 2]], 1)
                )
                there = taken_along(own, own, within(own, Solid(surface(face)), LOOSE), ALONG)
                way = unpierced(Mesh(there, triangles), face.points, LOOSE, held=False) - own
                still &= not way.any()
                # Both amounts give way, so that what lies between them goes as far as it must.
                for step, part in enumerate(ends / (ends @ ends)):
                    places[at + step] += part * way
        if still:
            break
    return places
