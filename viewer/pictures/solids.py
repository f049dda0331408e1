"""Structures of a body to take away: GLB for slides and lessons, STL for a printer, VTM for programs."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pyvista as pv
import trimesh
from numpy.typing import NDArray
from trimesh.exchange.gltf import export_glb
from trimesh.visual import TextureVisuals
from trimesh.visual.material import PBRMaterial

from models import catalogue
from models.catalogue import Body
from models.mesh import Mesh
from models.records import DataError
from point_maps.maps import PointMap
from point_maps.solving.solve import place
from viewer.atlas import changes
from viewer.atlas.changes import DrawnCause
from viewer.atlas.layers import LAYER_OF, LAYERS
from viewer.pictures.parts import Part, healthy, parts

WHERE = "export"
METRE = 1000.0  # mm
SIDES = ("", ".left", ".right", ".midline")
CREDIT = "{title}, sciatica-atlas. For learning; not medical advice. Licences: {licences}."
NEAR = 0.5
"""How alike a name must be to be offered in place of one that is not there."""


def solids(target: Path, body: str, point_map: PointMap, select: Sequence[str], amount: float) -> None:
    """Write structures of a body into one file, or for .vtm into a file and a folder beside it.

    Parameters
    ----------
    target
        The file. `.glb` is in metres with y up, the face looking along z, as glTF wants it; `.stl` and `.vtm`
        are in mm, LPS. The patient's left stays left in each.
    body
        The body.
    point_map
        What lies on it.
    select
        Structures, layers and at most one cause, each by its id; without its side all of its sides are meant.
        Of a cause what its picture shows. Nothing means all that a body usually has.
    amount
        How far the cause is from healthy, 0-1.

    Raises
    ------
    DataError
        If there is no such thing, no such kind of file, or more than one cause.
    """
    if target.suffix not in WRITERS:
        raise DataError(WHERE, [f"{target}: must end in {' or '.join(WRITERS)}; got {target.suffix!r}"])
    loaded = catalogue.load(body)
    drawn = changes.drawn(loaded, place(point_map, loaded).sites)
    WRITERS[target.suffix](target, _chosen(loaded, drawn, select, amount), loaded)


def _chosen(
    body: Body, drawn: Mapping[str, DrawnCause], select: Sequence[str], amount: float
) -> tuple[Part, ...]:
    names = _names(body)
    wanted = select or [layer.id for layer in LAYERS if layer.id in names]
    known = [*names, *drawn]
    meant = {asked: [f"{asked}{side}" for side in SIDES if f"{asked}{side}" in known] for asked in wanted}
    causes = [one for found in meant.values() for one in found if one in drawn]
    problems = [_unknown(asked, known) for asked, found in meant.items() if not found]
    if len(causes) > 1:
        problems.append(
            f"must be one cause at most; got {', '.join(causes)}. Name its side, or leave one out"
        )
    if problems:
        raise DataError(WHERE, [f"--select: {problem}" for problem in problems])
    named = [one for found in meant.values() for one in found if one in names]
    keys = tuple(dict.fromkeys(key for name in named for key in names[name]))
    return parts(body, drawn[causes[0]], amount, keys) if causes else healthy(body, keys)


def _names(body: Body) -> dict[str, list[str]]:
    """What stands for which structures: each for itself, a layer for what people usually have in it."""
    usual = [one for one in body.structures.values() if not one.variant]
    layers = {layer.id: [one.id for one in usual if LAYER_OF[one.system] == layer.id] for layer in LAYERS}
    return {key: found for key, found in layers.items() if found} | {key: [key] for key in body.structures}


def _unknown(asked: str, known: Sequence[str]) -> str:
    near = get_close_matches(asked, known, cutoff=NEAR) or ["bones", "sciatic.left"]
    return f"must be a structure, a layer or a drawn cause, such as {' or '.join(near)}; got {asked!r}"


def _credit(chosen: Sequence[Part], body: Body) -> str:
    licences = {body.structures[part.id].licence for part in chosen if part.id in body.structures}
    return CREDIT.format(title=body.manifest.title, licences=", ".join(sorted(licences)))


def _glb(target: Path, chosen: Sequence[Part], body: Body) -> None:
    scene = trimesh.Scene(base_frame=f"sciatica-atlas.{body.id}")
    for layer in dict.fromkeys(part.layer for part in chosen):
        scene.graph.update(layer, scene.graph.base_frame)  # type: ignore[no-untyped-call]
    for part in chosen:
        made = trimesh.Trimesh(_y_up(part.mesh.points), part.mesh.triangles, process=False)
        made.visual = _material(part)
        made.metadata.update(_told(part, body))
        scene.add_geometry(made, node_name=part.id, geom_name=part.id, parent_node_name=part.layer)

    def credited(tree: dict[str, Any]) -> None:
        tree["asset"]["copyright"] = _credit(chosen, body)

    made = export_glb(scene, include_normals=True, tree_postprocessor=credited)  # type: ignore[no-untyped-call]
    target.write_bytes(made)


def _y_up(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of LPS in mm: x stays the patient's left, y is up, z is where the face looks, in metres."""
    return np.column_stack([points[:, 0], points[:, 2], -points[:, 1]]) / METRE


def _material(part: Part) -> TextureVisuals:
    """Its lightest colour as the material, and at each point how much of it is left in the shade."""
    linear = _linear(part.colours)
    lightest = np.maximum(linear.max(axis=0), 1e-6)
    clear = part.opacity < 1
    material = PBRMaterial(  # type: ignore[no-untyped-call]
        name=part.id,
        baseColorFactor=[*lightest.tolist(), part.opacity],
        metallicFactor=0.0,
        roughnessFactor=0.6,
        alphaMode="BLEND" if clear else "OPAQUE",
    )
    visual = TextureVisuals(material=material)  # type: ignore[no-untyped-call]
    shade = np.column_stack([linear / lightest, np.ones(len(linear))])
    visual.vertex_attributes["color"] = (255 * shade).round().astype(np.uint8)
    return visual


def _linear(colours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Light as it is added and multiplied, 0-1, of colours as screens have them, 0-255."""
    values = colours / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _told(part: Part, body: Body) -> dict[str, str]:
    """What a file says of a structure; what only a cause brings has no record of its own."""
    found = body.structures.get(part.id)
    told = {"id": part.id, "system": part.system, "layer": part.layer}
    return told | {"name": found.name, "latin": found.latin, "side": found.side} if found else told


def _stl(target: Path, chosen: Sequence[Part], _body: Body) -> None:
    pv.merge([_poly(part.mesh) for part in chosen], merge_points=False).save(target)


def _vtm(target: Path, chosen: Sequence[Part], body: Body) -> None:
    credit = {"credit": _credit(chosen, body)}
    blocks = pv.MultiBlock()
    for part in chosen:
        made = _poly(part.mesh)
        made.point_data["colours"] = np.clip(part.colours, 0, 255).astype(np.uint8)
        for key, value in (_told(part, body) | credit).items():
            made.field_data[key] = [value]
        blocks.append(made, part.id)
    blocks.save(target)


def _poly(mesh: Mesh) -> Any:
    return pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)


WRITERS: Mapping[str, Callable[[Path, Sequence[Part], Body], None]] = {
    ".glb": _glb,
    ".stl": _stl,
    ".vtm": _vtm,
}
