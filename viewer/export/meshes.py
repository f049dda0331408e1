"""The meshes of a body for other programs: VTK, pyvista and ParaView read them."""

from pathlib import Path

from models import catalogue, mesh, vtp
from viewer.export import written


def meshes(target: Path, body: str, *, force: bool) -> int:
    """Write a folder with a .vtp file for every structure of a body, under its id: LPS, mm.

    Each has the point data `occlusion`: 255 where all the light comes, 0 where none does.

    Parameters
    ----------
    target
        The folder; an older export in it is replaced.
    body
        The body.
    force
        Whether to replace what lies at the target, whatever it is.

    Returns
    -------
    int
        How many bytes were written.

    Raises
    ------
    DataError
        If there is no such body, or something else lies at the target.
    MeshError
        If a mesh of it cannot be read.
    """
    loaded = catalogue.load(body)
    size = 0
    with written.folder(target, force=force) as folder:
        for key in written.told(loaded.structures, len(loaded.structures)):
            content = loaded.path(key).read_bytes()
            file = vtp.encode(mesh.decode(content), mesh.occlusion(content))
            (folder / f"{key}.vtp").write_bytes(file)
            size += len(file)
        what = f"Written by `sciatica-atlas export meshes`: {loaded.manifest.title}."
        (folder / written.MARK).write_text(
            f"{what} Another export replaces all of it.\n", "utf-8", newline="\n"
        )
    return size
