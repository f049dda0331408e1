"""An independent renderer: pyvista draws the meshes as their files hold them, from the camera of the page."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import Mesh, point_normals

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]
PAPER = -1


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


class Drawing(NamedTuple):
    """What lies in front at each pixel.

    Attributes
    ----------
    names
        The structures that were drawn.
    front
        (height, width) places in `names`; `PAPER` where nothing is.
    facing
        (height, width) how straight the surface looks at the eye, 0 to 1.
    """

    names: tuple[str, ...]
    front: NDArray[np.int64]
    facing: NDArray[np.float64]

    @property
    def ink(self) -> Mask:
        """Where anything was drawn."""
        return self.front != PAPER

    def of(self, *names: str) -> Mask:
        """Where one of these lies in front."""
        return np.isin(self.front, [self.names.index(name) for name in names])


def draw(meshes: Mapping[str, Mesh], camera: Camera, size: tuple[int, int]) -> Drawing:
    """Draw meshes by the number of their name, and once more as a lamp at the eye would light them.

    Parameters
    ----------
    meshes
        By name. What faces away is not drawn, as in the page.
    camera
        Where from.
    size
        Width and height, in pixels.
    """
    names = tuple(meshes)
    told = _shot(meshes, camera, size, colours=[_colour(place + 1) for place in range(len(names))])
    numbers = told.astype(np.int64) @ (1 << 16, 1 << 8, 1)
    lit = _shot(meshes, camera, size, colours=None)
    return Drawing(names, numbers - 1, lit[..., 0] / 255)


def _colour(number: int) -> tuple[float, float, float]:
    return (number >> 16) / 255, (number >> 8 & 255) / 255, (number & 255) / 255


def _shot(
    meshes: Mapping[str, Mesh],
    camera: Camera,
    size: tuple[int, int],
    colours: list[tuple[float, float, float]] | None,
) -> Picture:
    plotter = pv.Plotter(off_screen=True, window_size=list(size), lighting="none")
    plotter.set_background("black")
    if colours is None:
        plotter.add_light(pv.Light(light_type="headlight"))
    for place, mesh in enumerate(meshes.values()):
        surface = pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)
        surface.point_data["Normals"] = point_normals(mesh)
        surface.point_data.active_normals_name = "Normals"
        look = {"lighting": False, "color": colours[place]} if colours else {"color": "white"}
        # Neither ambient light nor gloss: what is left is how a surface faces the eye.
        plotter.add_mesh(surface, culling="back", ambient=0, diffuse=1, specular=0, **look)
    view = plotter.camera
    view.position, view.focal_point, view.up, view.view_angle, view.clipping_range = camera[:5]
    view.SetWindowCenter(*camera.centre)
    picture = plotter.screenshot(return_img=True)
    plotter.close()
    return np.asarray(picture)[..., :3]
