"""The stock viewer: `python -m benchmarks.stock SCENE --port N`, trame-pyvista's local view.

It shows the same meshes the way people build it in ten lines today: a pyvista plotter in the server,
mirrored into vtk.js in the page.
"""

import argparse
import json
from pathlib import Path

import pyvista as pv
from trame.app import get_server
from trame.ui.vuetify3 import VAppLayout
from trame_pyvista.widgets import PyVistaLocalView

from models.mesh import decode, split


def plotter(folder: Path) -> pv.Plotter:
    """Put every actor of the scene into an off-screen plotter."""
    shown = pv.Plotter(off_screen=True)
    scene = json.loads((folder / "scene.json").read_text())
    for actor in scene["actors"]:
        mesh = _joined((folder / actor["url"]).read_bytes())
        look = actor["property"]
        shown.add_mesh(mesh, smooth_shading=True, color=look["diffuseColor"], opacity=look["opacity"])
    return shown


def _joined(pack: bytes) -> pv.PolyData:
    meshes = [decode(file) for file in split(pack)]
    pieces = [pv.PolyData.from_regular_faces(mesh.points, mesh.triangles) for mesh in meshes]
    return pv.merge(pieces, merge_points=False)


def main() -> None:
    """Read the arguments and serve until stopped; the trigger `fade` changes the opacity of one mesh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scene", type=Path)
    parser.add_argument("--port", type=int, required=True)
    asked = parser.parse_args()
    shown = plotter(asked.scene)
    server = get_server()
    with VAppLayout(server):
        view = PyVistaLocalView(shown)

    def fade(opacity: float) -> None:
        next(iter(shown.actors.values())).prop.opacity = opacity
        view.update()

    server.trigger("fade")(fade)
    server.start(port=asked.port, host="127.0.0.1", open_browser=False, timeout=0)


if __name__ == "__main__":
    main()
