"""Draws parts of a body as the page draws them: its camera, lamps and colours, and faces where it is cut."""

from collections.abc import Mapping, Sequence
from math import radians, tan
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.mesh import point_normals
from viewer.atlas import views
from viewer.atlas.changes import Look
from viewer.pictures import palette
from viewer.pictures.parts import Part, joined

Picture = NDArray[np.uint8]
"""(height, width, 4): red, green, blue, and 0 where nothing is."""
Array = NDArray[np.float64]

VIEW_ANGLE = 22.0
"""Degrees the picture is high, as in `viewer/web/camera/frame.js`."""
NOTHING = -1
CLEAR = 0.5
"""What is clearer hides nothing."""
SOLID = 0.3
"""What is clearer is not closed where it is cut."""
FINER = 2
"""Drawn so many times finer than it is kept, so that its edges are smooth."""
LIFT = 0.04
"""What lies within something else that is cut is drawn so far before it, mm."""
STRIPE = 1 / 34
"""From one stripe of contact to the next, as a share of the height: half in its colour, half white."""
PEN = 1 / 200
"""How wide the dark edge of a face is, as a share of the height; where it touches, three times that."""

LAMPS = (
    ((-0.55, 0.75, 1.0), 0.72, (1.0, 0.99, 0.96)),
    ((0.9, 0.1, 0.7), 0.34, (0.95, 0.97, 1.0)),
    ((0.1, -0.9, 0.4), 0.16, (0.9, 0.93, 1.0)),
)
"""Above the viewer's left shoulder, from the right, from below: where, how strong, and its colour."""
SURFACE = {"ambient": 0.36, "diffuse": 0.74, "specular": 0.1, "specular_power": 20}
GROUND, SKY = np.array([0.85, 0.84, 0.89]), np.array([1.12, 1.11, 1.09])
"""What faces down is a little darker and cooler than what faces up."""


def draw(parts: Sequence[Part], look: Look, size: tuple[int, int]) -> Picture:
    """Draw parts from the camera of a look.

    Parameters
    ----------
    parts
        What is drawn.
    look
        From where, and how it is cut.
    size
        Width and height, pixels.
    """
    picture = _shot(parts, look, size, touch=False)
    if any(part.touches.any() for part in parts):
        _stripe(picture, _shot(parts, look, size, touch=True)[..., 0] > 127)
    return _smaller(picture)


def front(parts: Sequence[Part], look: Look, size: tuple[int, int]) -> NDArray[np.int64]:
    """Which part lies in front at each pixel, (height, width), by its number; `NOTHING` where none does.

    What one sees through hides nothing, and is not told.
    """
    plotter = pv.Plotter(off_screen=True, window_size=list(size), lighting="none")
    plotter.set_background("black")
    up = _camera(plotter, look)
    for number, part in enumerate(parts, 1):
        if part.opacity < CLEAR:
            continue
        colour = np.array([number >> 16, number >> 8 & 255, number & 255], float)
        flat = part._replace(colours=np.tile(colour, (len(part.mesh.points), 1)))
        _surface(plotter, flat, _cut(look, part.layer), up, flat=True)
    plotter.disable_anti_aliasing()
    plotter.renderer.ResetCameraClippingRange()
    shot = np.array(plotter.screenshot(return_img=True))[..., :3].astype(np.int64)
    plotter.close()
    return shot @ (1 << 16, 1 << 8, 1) - 1


def plotter(
    parts: Sequence[Part], look: Look, size: tuple[int, int], *, off_screen: bool | None = None
) -> Any:
    """Parts as they are drawn, for somebody to turn and to work on: each an actor by its id.

    What touches is coloured there, not striped.
    """
    made = _lit(size, off_screen=off_screen)
    made.set_background([one / 255 for one in palette.PAPER])
    up = _camera(made, look)
    for part in parts:
        where = part.touches[:, None]
        marked = part._replace(colours=np.where(where, palette.colours()["contact"], part.colours))
        _surface(made, marked, _cut(look, part.layer), up, name=part.id)
    _faces(made, parts, look, touch=False)
    made.renderer.ResetCameraClippingRange()
    made.camera_set = True
    return made


def _lit(size: Sequence[int], *, off_screen: bool | None = True) -> Any:
    made = pv.Plotter(off_screen=off_screen, window_size=list(size), lighting="none")
    for position, intensity, colour in LAMPS:
        made.add_light(
            pv.Light(position=position, color=colour, intensity=intensity, light_type="camera light")
        )
    return made


def _shot(parts: Sequence[Part], look: Look, size: tuple[int, int], *, touch: bool) -> Picture:
    """One picture: as it looks, or white where presser and pressed touch."""
    plotter = _lit([FINER * side for side in size])
    if touch:
        plotter.set_background("black")
    up = _camera(plotter, look)
    alike: dict[tuple[str, float], list[Part]] = {}
    for part in parts:
        alike.setdefault((part.layer, part.opacity), []).append(part)
    for (layer, _), members in alike.items():
        _surface(plotter, joined(members), _cut(look, layer), up, touch=touch)
    _faces(plotter, parts, look, touch=touch)
    plotter.renderer.ResetCameraClippingRange()
    shot = plotter.screenshot(return_img=True, transparent_background=not touch)
    plotter.close()
    return np.array(shot)


def _camera(plotter: Any, look: Look) -> Array:
    """Look from where the page looks; returns what is up in the picture."""
    eye = np.array(views.direction(look.azimuth, look.elevation))
    distance = look.height / 2 / tan(radians(VIEW_ANGLE / 2))
    camera = plotter.camera
    camera.focal_point, camera.position = look.focal, np.array(look.focal) + distance * eye
    camera.up, camera.view_angle = (0, 0, 1), VIEW_ANGLE
    up = np.array([0, 0, 1]) - eye[2] * eye
    return up / np.linalg.norm(up)


Plane = Mapping[str, Array]


def _cut(look: Look, layer: str) -> Plane | None:
    """The plane before which nothing of a layer is drawn."""
    if not look.cut or layer not in look.cut["shift"]:
        return None
    normal = np.array(look.cut["normal"])
    return {"normal": normal, "origin": np.array(look.cut["origin"]) + look.cut["shift"][layer] * normal}


def _surface(
    plotter: Any,
    part: Part,
    cut: Plane | None,
    up: Array,
    *,
    touch: bool = False,
    flat: bool = False,
    name: str | None = None,
) -> None:
    surface = _coloured(part, up, touch=touch, flat=flat)
    if cut:
        surface = surface.clip(**cut)
    if surface.n_points:
        surface.point_data.active_normals_name = "Normals"
        how = {"lighting": False} if touch or flat else {**SURFACE, "opacity": part.opacity}
        actor = plotter.add_mesh(surface, scalars="colours", rgb=True, culling="back", name=name, **how)
        actor.prop.interpolation = "Phong"


def _coloured(part: Part, up: Array, *, touch: bool, flat: bool = False) -> Any:
    surface = pv.PolyData.from_regular_faces(part.mesh.points, part.mesh.triangles)
    normals = point_normals(part.mesh)
    surface.point_data["Normals"] = normals
    rising = (0.5 + 0.5 * normals @ up)[:, None]
    lit = part.colours * (GROUND + rising * (SKY - GROUND))
    colours = np.outer(part.touches, (255, 255, 255)) if touch else part.colours if flat else lit
    surface.point_data["colours"] = np.clip(colours, 0, 255).astype(np.uint8)
    return surface


def _crosses(part: Part, plane: Plane) -> bool:
    ahead = (part.mesh.points - plane["origin"]) @ plane["normal"]
    return bool(ahead.min() < 0 < ahead.max())


def _faces(plotter: Any, parts: Sequence[Part], look: Look, *, touch: bool) -> None:
    """Close what is cut, the largest first: what is smaller may lie within it."""
    pen = PEN * plotter.window_size[1]
    found = []
    for part in parts:
        plane = _cut(look, part.layer) if part.opacity > SOLID else None
        if plane and _crosses(part, plane):
            rim = _coloured(part, plane["normal"], touch=touch).slice(**plane)
            if rim.n_points:
                found.append((part, plane["normal"], rim, rim.triangulate_contours()))
    found.sort(key=lambda one: -one[3].area)
    for level, (part, normal, rim, face) in enumerate(found):
        lifted, edge = face.translate(LIFT * level * normal), rim.translate(LIFT * (level + 2) * normal)
        if touch:
            plotter.add_mesh(lifted, lighting=False, color="black")
            plotter.add_mesh(edge, lighting=False, scalars="colours", rgb=True, line_width=3 * pen)
        else:
            plotter.add_mesh(lifted, lighting=False, color=palette.inside(part.id, part.system))
            plotter.add_mesh(edge, lighting=False, color=palette.colours()["edge"], line_width=pen)


def _stripe(picture: Picture, where: NDArray[np.bool_]) -> None:
    """Mark where it touches by stripes, as the page does."""
    rows, columns = np.nonzero(where & (picture[..., 3] > 0))
    wide = STRIPE * len(picture)
    dark = (rows + columns) % wide < 0.55 * wide
    picture[rows, columns, :3] = np.where(dark[:, None], palette.colours()["contact"], (255, 255, 255))


def _smaller(picture: Picture) -> Picture:
    """As large as it was asked for; a colour counts as much as it covers."""
    height, width = picture.shape[0] // FINER, picture.shape[1] // FINER
    blocks = picture.reshape(height, FINER, width, FINER, 4).astype(float)
    alpha = blocks[..., 3:]
    covered = alpha.sum(axis=(1, 3))
    colour = (blocks[..., :3] * alpha).sum(axis=(1, 3)) / np.maximum(covered, 1e-9)
    return np.dstack([colour, covered / FINER**2]).round().astype(np.uint8)
