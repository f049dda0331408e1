"""What the pipeline writes: one mesh for each structure, and the manifest."""

import hashlib
import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from models.catalogue import Body, Manifest
from models.mesh import Mesh, decode, encode
from models.pipeline.muscles.muscle import Fibres
from models.pipeline.occlusion import Drawn, occlusion
from models.pipeline.shapes.grid import settled
from models.pipeline.tissue import tissue

Row = dict[str, Any]

SIDES = ("left", "right")


def side_of(structure: str) -> str:
    """The side in a structure's id: `femur.left` is left, `skin` is midline."""
    ending = structure.rpartition(".")[2]
    return ending if ending in SIDES else "midline"


def write_meshes(
    folder: Path,
    manifest: Row,
    meshes: Mapping[str, Mesh],
    fibres: Mapping[str, Fibres],
    only: Collection[str] | None = None,
) -> None:
    """Write the meshes of a body, with occlusion and tissue, and add to the records what is said of files.

    Parameters
    ----------
    folder
        Where the body is written.
    manifest
        What is said of the body: its structures, variants and landmarks are read.
    meshes
        The structures by id.
    fibres
        As `muscle.fibres` gives them.
    only
        The structures of which files are written; all, if none are named.
    """
    records = manifest["structures"]
    drawn = {
        row["id"]: Drawn(row["system"], row.get("variant"), settled(meshes[row["id"]])) for row in records
    }
    wanted = drawn.keys() if only is None else only
    light = occlusion(drawn, {row["id"]: row["replaces"] for row in manifest["variants"]}, wanted)
    made_of = tissue(drawn, fibres, manifest["landmarks"], wanted)
    (folder / "meshes").mkdir(parents=True, exist_ok=True)
    for row in records:
        if row["id"] not in wanted:
            continue
        key = row["id"]
        row.update(_write_mesh(folder, key, encode(drawn[key].mesh, light[key], made_of.get(key))))


def shade(folder: Path, fibres: Mapping[str, Fibres]) -> None:
    """Work out the occlusion and the tissue of a body that is there anew; all else of it stays as it is.

    Raises
    ------
    DataError
        If the folder holds no body.
    MeshError
        If a mesh of it cannot be read.
    """
    manifest, meshes = _read(folder)
    write_meshes(folder, manifest, meshes, fibres)
    write_manifest(folder, manifest)


def replace(folder: Path, made: Mapping[str, Mesh], fibres: Mapping[str, Fibres]) -> None:
    """Put meshes in the place of a body's own of the same ids; the files of all others stay as they are.

    Errors as for `shade`.
    """
    manifest, meshes = _read(folder)
    write_meshes(folder, manifest, {**meshes, **made}, fibres, made.keys())
    write_manifest(folder, manifest)


def _read(folder: Path) -> tuple[Row, dict[str, Mesh]]:
    """What is said of a body that is there, and its meshes by id."""
    body = Body(folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return manifest, {structure: body.mesh(structure) for structure in body.structures}


def _write_mesh(folder: Path, structure: str, content: bytes) -> Row:
    """Write one file and return what the manifest says of it: of the mesh that all readers find in it."""
    path = folder / "meshes" / f"{structure}.drc"
    path.write_bytes(content)
    mesh = decode(content)
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    surface = pv.PolyData.from_regular_faces(mesh.points, mesh.triangles)
    return {
        "file": path.relative_to(folder).as_posix(),
        "triangles": len(mesh.triangles),
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
