"""The sacrum, modelled as one solid from published dimensions and fitted between the hip bones."""

import numpy as np

from models.mesh import Mesh
from models.pipeline.lumbosacral.coccyx import coccyx
from models.pipeline.lumbosacral.column import Frame, column, spine
from models.pipeline.lumbosacral.halves import drawn
from models.pipeline.lumbosacral.joints import Joint, joint
from models.pipeline.lumbosacral.sacral_details import (
    canal_cut,
    channels_cut,
    cleared,
    crests,
    grooves,
    notch,
    process,
)
from models.pipeline.lumbosacral.sacral_mass import bodies, lined, smooth, wings
from models.pipeline.lumbosacral.sacral_plan import (
    canal,
    canal_at,
    channels,
    openings,
    posterior_openings,
)
from models.pipeline.lumbosacral.sacral_shape import Plan, plan
from models.pipeline.shapes.implicit import Array, Field, polygon, solid, union, without

__all__ = ["canal", "canal_at", "channels", "openings", "posterior_openings", "sacrum"]

CELL = 0.8
TRIANGLES = 10_000
LOW, HIGH = np.array([0.0, -26.0, -118.0]), np.array([64.0, 56.0, 24.0])
"""The box in the endplate's frame that holds the left half at the mean size, mm."""


def sacrum(
    endplate: Frame, hips: Mesh, sex: str, size: float, facet: Joint | None = None, cell: float = CELL
) -> dict[str, Mesh]:
    """Model the sacrum and the coccyx.

    Parameters
    ----------
    endplate
        Middle of S1's upper endplate; its head end is the plate's normal.
    hips
        The left hip bone, closed: the sacrum keeps a joint space off it at the auricular surface, and more
        elsewhere.
    sex
        `male` or `female`.
    size
        Linear factor on the mean of that sex.
    facet
        The left facet joint between L5 and S1; without it, that of a column of mean lordosis.
    cell
        Spacing of the samples, mm.

    Returns
    -------
    dict
        `sacrum` and `coccyx`: closed, exactly symmetric meshes, LPS, mm.
    """
    here = plan(sex)

    def local(mesh: Mesh) -> Mesh:
        return Mesh(endplate.local(mesh.points) / size, mesh.triangles)

    body = _fitted(here, _bone(here, _facet(endplate, sex, size, facet)), local(hips))
    bones = {
        "sacrum": drawn(body, LOW, HIGH, cell, TRIANGLES),
        "coccyx": coccyx(here, body, cell),
    }
    return {name: Mesh(endplate.world(mesh.points * size), mesh.triangles) for name, mesh in bones.items()}


def _bone(here: Plan, facet: Joint) -> Field:
    """The whole bone, before the hip bones are cleared."""
    mass = lined(here, union(bodies(here), wings(here), blend=8.0))
    mass = union(mass, process(here, facet), blend=5.0)
    mass = without(mass, union(cleared(facet), notch(here), blend=4.0), blend=1.6)
    mass = union(mass, crests(here), blend=5.0)
    mass = without(mass, grooves(here), blend=6.0)
    mass = without(mass, channels_cut(here), blend=2.2)
    return without(mass, canal_cut(here), blend=2.0)


def _fitted(here: Plan, body: Field, hip: Mesh) -> Field:
    """The bone with an even joint space over the auricular surface and more room behind and around it."""
    away, ear = solid(hip), here.table["auricular"]

    def field(at: Array) -> Array:
        whole = body(at)
        close = np.flatnonzero((whole < 4.0) & (at[:, 0] > 22.0))
        outside = polygon(ear["outline"], at[close, 1:])
        room = ear["gap"] + 2.6 * np.clip(outside / 5.0, 0.0, 1.0)
        cleared = room - away(at[close])
        whole[close] = -smooth(-whole[close], -cleared, 2.0)
        return whole

    return field


def _facet(endplate: Frame, sex: str, size: float, facet: Joint | None) -> Joint:
    """The left lumbosacral facet joint in the endplate's frame, at the mean size."""
    if facet is None:
        facet = joint(column(spine(sex, None, size), endplate), "l5", "s1", sex, size)
    frame = Frame(endplate.local(facet.frame.origin[None])[0] / size, endplate.axes.T @ facet.frame.axes)
    return Joint(frame, *(value / size for value in (facet.radius, facet.width, facet.height, facet.gap)))
