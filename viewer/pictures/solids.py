"""Structures of a body to take away: GLB for slides and lessons, STL for a printer, VTM for programs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np
import pyvista as pv
import trimesh
from numpy.typing import NDArray
from trimesh.exchange.gltf import export_glb
from trimesh.visual import TextureVisuals
from trimesh.visual.material import PBRMaterial

from models.mesh import Mesh
from models.records import DataError
from viewer.atlas import Atlas
from viewer.pictures.parts import Part

WHERE = "export"
METRE = 1000.0  # mm
OWN, OWN_LICENCE = "The sciatica-atlas authors", "Apache-2.0"
"""Of what no data of others went into: the places on a body, and what a cause brings."""
CREDIT = "{title}, sciatica-atlas. For learning; not medical advice. Licences: {licences}. By {by}."


def solids(target: Path, atlas: Atlas, chosen: Sequence[Part]) -> None:
    """Write what was chosen of a body into one file, or for .vtm into a file and a folder beside it.

    Parameters
    ----------
    target
        The file. `.glb` is in metres with y up, the face looking along z, as glTF wants it; `.stl` and `.vtm`
        are in mm, LPS. The patient's left stays left in each.
    atlas
        The body, with what lies on it.
    chosen
        What is written.

    Raises
    ------
    DataError
        If there is no such kind of file.
    """
    if target.suffix not in WRITERS:
        raise DataError(WHERE, [f"{target}: must end in {' or '.join(WRITERS)}; got {target.suffix!r}"])
    WRITERS[target.suffix](target, chosen, atlas)


def gaping(chosen: Sequence[Part]) -> tuple[str, ...]:
    """The parts that a printer cannot fill: not every edge is one between two triangles."""
    return tuple(part.id for part in chosen if not _is_closed(part.mesh))


def _is_closed(mesh: Mesh) -> bool:
    ways = mesh.triangles[:, [(0, 1), (1, 2), (2, 0)]].reshape(-1, 2)
    there, back = (np.unique(some, axis=0) for some in (ways, ways[:, ::-1]))
    return len(there) == len(ways) and np.array_equal(there, back)


def _credit(chosen: Sequence[Part], atlas: Atlas) -> str:
    licences = {_told(part, atlas)["licence"] for part in chosen}
    structures = (atlas.body.structures.get(part.id) for part in chosen)
    sources = {structure.source for structure in structures if structure}
    by = {source.attribution for source in atlas.body.manifest.sources if source.id in sources} or {OWN}
    return CREDIT.format(
        title=atlas.body.manifest.title, licences=", ".join(sorted(licences)), by="; ".join(sorted(by))
    )


def _glb(target: Path, chosen: Sequence[Part], atlas: Atlas) -> None:
    scene = trimesh.Scene(base_frame=f"sciatica-atlas.{atlas.body.id}")
    for layer in dict.fromkeys(part.layer for part in chosen):
        scene.graph.update(layer, scene.graph.base_frame)  # type: ignore[no-untyped-call]
    for part in chosen:
        made = trimesh.Trimesh(_y_up(part.mesh.points), part.mesh.triangles, process=False)
        made.visual = _material(part)
        told = _told(part, atlas)
        scene.add_geometry(
            made, node_name=part.id, geom_name=part.id, parent_node_name=part.layer, metadata=told
        )

    def credited(tree: dict[str, Any]) -> None:
        tree["asset"]["copyright"] = _credit(chosen, atlas)

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


def _told(part: Part, atlas: Atlas) -> dict[str, str]:
    """What a file says of a part; what only a cause brings has no record of its own."""
    told = {"id": part.id, "system": part.system, "layer": part.layer, "licence": OWN_LICENCE}
    if found := atlas.body.structures.get(part.id):
        return told | {
            "name": found.name, "latin": found.latin, "side": found.side, "licence": found.licence,
        }  # fmt: skip
    entry = atlas.entries.get(part.id)
    return told | {"name": entry.name, "side": entry.side} if entry else told


def _stl(target: Path, chosen: Sequence[Part], _atlas: Atlas) -> None:
    pv.merge([_poly(part.mesh) for part in chosen], merge_points=False).save(target)


def _vtm(target: Path, chosen: Sequence[Part], atlas: Atlas) -> None:
    credit = {"credit": _credit(chosen, atlas)}
    blocks = pv.MultiBlock()
    for part in chosen:
        made = _poly(part.mesh)
        made.point_data["colours"] = np.clip(part.colours, 0, 255).astype(np.uint8)
        for key, value in (_told(part, atlas) | credit).items():
            made.field_data[key] = [_ascii(value)]
        blocks.append(made, part.id)
    blocks.save(target)


def _ascii(text: str) -> str:
    """Text as VTK's files take it: without the tones of Chinese vowels, a dash as a hyphen."""
    plain = normalize("NFKD", text.replace("–", "-").replace("’", "'"))
    return plain.encode("ascii", "ignore").decode()


def _poly(mesh: Mesh) -> Any:
    return pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)


WRITERS: Mapping[str, Callable[[Path, Sequence[Part], Atlas], None]] = {
    ".glb": _glb,
    ".stl": _stl,
    ".vtm": _vtm,
}
