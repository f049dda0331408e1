"""What is drawn of a cause at an amount: meshes, their colours, and where presser and pressed touch."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, product
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from models import change_file, mesh
from models.catalogue import Body, System
from models.change import Change, Facts, laid
from models.halving import refined
from models.mesh import Mesh
from viewer.atlas import gravity_line
from viewer.atlas.changes import DrawnCause
from viewer.atlas.layers import LAYER_OF, opening_opacity
from viewer.pictures import palette

Array = NDArray[np.float64]
Marks = NDArray[np.bool_]

NEAR = 0.8
"""Points of presser and pressed that are nearer than this touch, mm; as in `viewer/web/scene/contact.js`."""

SHEER = 0.34
"""How opaque the dura is, as in `viewer/web/scene/appearance.js`: the cauda equina shows through it."""
SHADE = {"skin": 0.45, "muscles": 0.6, "ligaments": 0.6, "bones": 0.7, "vessels": 0.4, "nerves": 0.35}
"""How dark it gets where no light comes, by layer; as in `viewer/web/scene/colouring.js`."""

OTHER_TISSUE = {"muscles": ("muscle", "tendon"), "bones": ("bone", "cartilage")}
"""What a layer is made of, and what else in part."""


class Part(NamedTuple):
    """One structure as it is drawn.

    Attributes
    ----------
    id, system, layer
        What it is; of what lies on the body `region`, `site`, `zone` or `line` stands for a system.
    mesh
        Its surface at the amount, LPS, mm.
    colours
        (n, 3) red, green and blue at its points, 0-255.
    touches
        (n,) whether a point touches what presses on it, or what it presses; of the healthy none does.
    opacity
        How far one does not see through it, 0-1.
    """

    id: str
    system: str
    layer: str
    mesh: Mesh
    colours: Array
    touches: Marks
    opacity: float


def joined(parts: Sequence[Part]) -> Part:
    """Parts that look alike as one, which is drawn at once."""
    firsts = accumulate((len(part.mesh.points) for part in parts), initial=0)
    points = np.concatenate([part.mesh.points for part in parts])
    triangles = np.concatenate(
        [part.mesh.triangles + first for part, first in zip(parts, firsts, strict=False)]
    )
    colours = np.concatenate([part.colours for part in parts])
    touches = np.concatenate([part.touches for part in parts])
    return parts[0]._replace(mesh=Mesh(points, triangles), colours=colours, touches=touches)


def parts(body: Body, cause: DrawnCause, amount: float, also: Sequence[str] = ()) -> tuple[Part, ...]:
    """What is drawn of a cause.

    Parameters
    ----------
    body
        The body.
    cause
        One of its causes.
    amount
        From 0, healthy, to 1, fully affected.
    also
        Structures of the body beside those that the cause is looked at with.
    """
    change = change_file.read(cause.file.path)
    bent = laid(change, body.mesh, amount)
    systems = _systems(body, [*cause.look.parts, *also])
    for one in change.appearing if amount > 0 else ():
        systems[one.id] = cast("System", one.system)
        systems.pop(one.instead_of, None)
    meshes = {key: bent[key] if key in bent else body.mesh(key) for key in systems}
    touching = _touching(change, meshes, amount)
    drawn = [_part(body, key, system, meshes[key], change, touching[key]) for key, system in systems.items()]
    return *drawn, *_lines(body, cause, change.facts, amount)


def _lines(body: Body, cause: DrawnCause, facts: Facts, amount: float) -> Iterator[Part]:
    """The lines a cause is looked at with, where they are at an amount."""
    for key, line in gravity_line.drawn(body).items() if gravity_line.LAYER in cause.look.layers else ():
        figure = next(one for one in facts.figures if one.key == key)
        forward = np.interp(amount, (0, *facts.amounts), figure.values)
        surface = gravity_line.dashes(np.array(line.points) - (0, forward, 0))
        colours = np.tile(np.array(palette.colours()["line"], float), (len(surface.points), 1))
        yield Part(
            key, "line", gravity_line.LAYER, surface, colours, np.zeros(len(surface.points), bool), 1.0
        )


def healthy(body: Body, keys: Sequence[str]) -> tuple[Part, ...]:
    """Structures of a body as they are."""
    meshes = {key: body.mesh(key) for key in keys}
    touching = {key: np.zeros(len(meshes[key].points), bool) for key in keys}
    return tuple(
        _part(body, key, system, meshes[key], None, touching[key])
        for key, system in _systems(body, keys).items()
    )


def _systems(body: Body, keys: Sequence[str]) -> dict[str, System]:
    return {key: body.structures[key].system for key in keys}


def _part(body: Body, key: str, system: System, surface: Mesh, change: Change | None, touches: Marks) -> Part:
    layer = LAYER_OF[system]
    sheer = change is not None and _is_sheer(change, key, system)
    colours = _coloured(body, change, key, system, len(surface.points))
    return Part(
        key, system, layer, surface, colours, touches, opening_opacity()[layer] * (SHEER if sheer else 1)
    )


def _is_sheer(change: Change, key: str, system: System) -> bool:
    """The dura that is not pressed, and what appears and does not press."""
    facts = change.facts
    appears = any(one.id == key for one in change.appearing)
    return (system == "dura" and key not in facts.pressed) or (appears and key not in facts.presser)


def _coloured(body: Body, change: Change | None, key: str, system: System, count: int) -> Array:
    """Its colours at its points: of the tissue it is made of there, darker where little light comes."""
    own = np.tile(np.array(palette.surface(key, system), float), (count, 1))
    if key not in body.structures:
        return own
    layer = LAYER_OF[system]
    halved = change.moved[key].halved if change and key in change.moved else ()
    # They are halved as points are: what lies between two points has the mean of both.
    light, other, _ = refined(_attributes(body.path(key)), halved).points.T[:, :, None]
    usual, mixed = OTHER_TISSUE.get(layer, ("", ""))
    if system == usual:
        to, from_ = (np.array(palette.colours()[name], float) for name in (mixed, usual))
        own += other * (to * own[:, :1] / from_[0] - own)
    # What is pressed is what one looks for: it is never in the dark.
    return own if change and key in change.facts.pressed else own * (1 - SHADE[layer] * (1 - light))


@lru_cache(maxsize=256)
def _attributes(path: Path) -> Mesh:
    """How much light comes to each point of a mesh file, and how much of it is the other tissue, 0-1.

    They stand in the place of x and y.
    """
    data = path.read_bytes()
    points, triangles = mesh.decode(data)
    light, tissue = mesh.occlusion(data), mesh.tissue(data)
    values = np.ones_like(points)
    if light is not None:
        values[:, 0] = light / 255
    values[:, 1] = 0 if tissue is None else tissue[:, 0] / 255
    return Mesh(values, triangles)


def _touching(change: Change, meshes: Mapping[str, Mesh], amount: float) -> dict[str, Marks]:
    found = {key: np.zeros(len(meshes[key].points), bool) for key in meshes}
    pressers, pressed = (
        [key for key in some if key in meshes] for some in (change.facts.presser, change.facts.pressed)
    )
    for one, other in product(pressers, pressed) if amount > 0 else ():
        marks = beside(meshes[one].points, meshes[other].points)
        found[one] |= marks[0]
        found[other] |= marks[1]
    return found


def beside(points: Array, others: Array) -> tuple[Marks, Marks]:
    """Which of two sets of points lie within `NEAR` of one of the other set."""
    both = points, others
    low = np.max([some.min(axis=0) for some in both], axis=0) - NEAR
    high = np.min([some.max(axis=0) for some in both], axis=0) + NEAR
    one, other = (np.flatnonzero(((some >= low) & (some <= high)).all(axis=1)) for some in both)
    marks = np.zeros(len(points), bool), np.zeros(len(others), bool)
    for some in np.array_split(one, len(one) // 256 + 1):
        near = np.linalg.norm(points[some][:, None] - others[other], axis=2) < NEAR
        marks[0][some] = near.any(axis=1)
        marks[1][other] |= near.any(axis=0)
    return marks
