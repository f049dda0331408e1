"""An independent renderer: pyvista draws the meshes as their files hold them, from the camera of the page."""

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import Mesh, point_normals

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]
PAPER = -1
FLESH = 0.1
"""A muscle with more of tendon in it than this share is paler than flesh."""


class Camera(NamedTuple):
    """Where the picture is taken from: LPS, mm, degrees from its lower to its upper edge.

    `range` is how far from the eye it begins and ends, mm: what is nearer is cut away. `centre` is
    where what is looked at lies, as VTK has it: 0, 0 is the middle of the picture.
    """

    position: tuple[float, float, float]
    focal: tuple[float, float, float]
    up: tuple[float, float, float]
    angle: float
    range: tuple[float, float]
    centre: tuple[float, float] = (0, 0)


class Drawing:
    """What lies in front at each pixel.

    Parameters
    ----------
    names
        The structures that were drawn.
    front
        (height, width) places in `names`; `PAPER` where nothing is.
    lit
        Draws them once more, as a lamp at the eye would light them.
    other
        Draws them once more, by how much of another tissue than its name says there is.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        front: NDArray[np.int64],
        lit: Callable[[], NDArray[np.float64]],
        other: Callable[[], NDArray[np.float64]],
    ) -> None:
        self.names, self.front, self._lit, self._other = names, front, lit, other

    @cached_property
    def facing(self) -> NDArray[np.float64]:
        """(height, width) how straight the surface looks at the eye, 0 to 1."""
        return self._lit()

    @cached_property
    def flesh(self) -> Mask:
        """Where hardly anything is of another tissue: of a muscle, where it is no tendon."""
        return self._other() < FLESH

    @property
    def ink(self) -> Mask:
        """Where anything was drawn."""
        return self.front != PAPER

    def of(self, *names: str) -> Mask:
        """Where one of these lies in front."""
        return np.isin(self.front, [self.names.index(name) for name in names])


def draw(
    meshes: Mapping[str, Mesh],
    camera: Camera,
    size: tuple[int, int],
    tissues: Mapping[str, NDArray[np.uint8] | None] = MappingProxyType({}),
) -> Drawing:
    """Draw meshes by the number of their name.

    Parameters
    ----------
    meshes
        By name. What faces away is not drawn, as in the page.
    camera
        Where from.
    size
        Width and height, in pixels.
    tissues
        What their points are made of, by name, as `models.mesh.tissue` reads it.
    """
    names = tuple(meshes)
    whole = _joined(meshes, tissues)
    told = _shot(whole, camera, size, lit=False)
    numbers = told.astype(np.int64) @ (1 << 16, 1 << 8, 1)
    return Drawing(
        names,
        numbers - 1,
        lambda: _shot(whole, camera, size, lit=True)[..., 0] / 255,
        lambda: _shot(whole, camera, size, lit=False, told="Tissue")[..., 0] / 255,
    )


def _joined(meshes: Mapping[str, Mesh], tissues: Mapping[str, NDArray[np.uint8] | None]) -> pv.PolyData:
    """All meshes as one surface; each has the colour that its number makes, from 1."""
    counts = [len(mesh.points) for mesh in meshes.values()]
    starts = np.cumsum([0, *counts[:-1]])
    triangles = [mesh.triangles + start for mesh, start in zip(meshes.values(), starts, strict=True)]
    surface = pv.PolyData.from_regular_faces(
        np.concatenate([mesh.points for mesh in meshes.values()]), np.concatenate(triangles)
    )
    numbers = np.repeat(np.arange(1, len(counts) + 1), counts)
    surface.point_data["Number"] = np.stack([numbers >> 16, numbers >> 8 & 255, numbers & 255], 1).astype(
        "u1"
    )
    held = [(tissues.get(name), len(mesh.points)) for name, mesh in meshes.items()]
    other = np.concatenate([np.zeros(count, "u1") if found is None else found[:, 0] for found, count in held])
    surface.point_data["Tissue"] = np.repeat(other[:, None], 3, axis=1)
    surface.point_data["Normals"] = np.concatenate([point_normals(mesh) for mesh in meshes.values()])
    surface.point_data.active_normals_name = "Normals"
    return surface


def _shot(
    surface: pv.PolyData, camera: Camera, size: tuple[int, int], *, lit: bool, told: str = "Number"
) -> Picture:
    plotter = pv.Plotter(off_screen=True, window_size=list(size), lighting="none")
    plotter.set_background("black")
    if lit:
        plotter.add_light(pv.Light(light_type="headlight"))
    look = {"color": "white"} if lit else {"scalars": told, "rgb": True, "lighting": False}
    # Neither ambient light nor gloss: what is left is how a surface faces the eye.
    plotter.add_mesh(surface, culling="back", ambient=0, diffuse=1, specular=0, **look)
    view = plotter.camera
    view.position, view.focal_point, view.up, view.view_angle, view.clipping_range = camera[:5]
    view.SetWindowCenter(*camera.centre)
    picture = plotter.screenshot(return_img=True)
    plotter.close()
    return np.asarray(picture)[..., :3]
