"""What the pipeline writes: one mesh for each structure, and the manifest."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.catalogue import Manifest
from models.mesh import GRID, Mesh, encode

SIDES = ("left", "right")


def side_of(structure: str) -> str:
    """The side in a structure's id: `femur.left` is left, `skin` is midline."""
    ending = structure.rpartition(".")[2]
    return ending if ending in SIDES else "midline"


def write_mesh(folder: Path, structure: str, mesh: Mesh) -> dict[str, Any]:
    """Write one structure's mesh and return what the manifest says of it."""
    ordered, strips = _stripped(Mesh(np.round(mesh.points / GRID) * GRID, mesh.triangles))
    content = encode(ordered, strips)
    path = folder / "meshes" / f"{structure}.vtp"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    low, high = ordered.points.min(axis=0), ordered.points.max(axis=0)
    surface = pv.PolyData.from_regular_faces(ordered.points, ordered.triangles)
    return {
        "file": path.relative_to(folder).as_posix(),
        "triangles": len(ordered.triangles),
        "bounds": [round(float(value), 4) for pair in zip(low, high, strict=True) for value in pair],
        "closed": surface.n_open_edges == 0 and bool(surface.is_manifold),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Check the manifest against its model and write it, a record a line.

    Raises
    ------
    pydantic.ValidationError
        If the pipeline made something the catalogue would not read.
    """
    Manifest.model_validate(manifest)
    lines = []
    for key, value in manifest.items():
        if isinstance(value, list | dict) and value:
            rows = value.items() if isinstance(value, dict) else [(None, row) for row in value]
            text = ",\n".join(
                ("" if name is None else f"{json.dumps(name)}: ") + _json(row) for name, row in rows
            )
            left, right = "{}" if isinstance(value, dict) else "[]"
            lines.append(f"{json.dumps(key)}: {left}\n{text}\n{right}")
        else:
            lines.append(f"{json.dumps(key)}: {_json(value)}")
    (folder / "manifest.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def refuse_overwrite(folder: Path, replace: bool) -> None:
    """Stop before any work is done if a body would be lost.

    Raises
    ------
    FileExistsError
        If the folder holds a body and `replace` is false.
    """
    if (folder / "manifest.json").exists() and not replace:
        msg = f"{folder} holds a body already. Say --replace to bake it anew."
        raise FileExistsError(msg)


def empty(folder: Path) -> None:
    """Make the folder anew, without what an earlier run left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def rounded(points: NDArray[np.float64], digits: int = 2) -> list[Any]:
    """Plain numbers for the manifest."""
    return np.round(np.asarray(points, float), digits).tolist()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _stripped(mesh: Mesh) -> tuple[Mesh, list[NDArray[np.int64]]]:
    """The mesh as triangle strips, its points in the order the strips first use them: both pack better."""
    # Strips that start from below run longer and side by side.
    height = mesh.points[mesh.triangles, 2].mean(axis=1)
    triangles = mesh.triangles[np.argsort(height, kind="stable")]
    surface = pv.PolyData.from_regular_faces(mesh.points, triangles).strip(max_length=10_000)
    flat, strips, start = surface.strips, [], 0
    while start < len(flat):
        strips.append(flat[start + 1 : start + 1 + flat[start]])
        start += flat[start] + 1
    used, first = np.unique(np.concatenate(strips), return_index=True)
    order = used[np.argsort(first)]
    number = np.full(len(mesh.points), -1)
    number[order] = np.arange(len(order))
    return Mesh(surface.points[order].astype(float), number[mesh.triangles]), [
        number[strip] for strip in strips
    ]
