"""The skeleton of `myo-sim`'s full body: every bone in place, in the pose asked for.

The source is in metres, z up, anterior = -y. Everything given out is LPS, mm,
before it is scaled to a body: the soles' bones stand near z = 0.
"""

import contextlib
import io
import tomllib
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from models.mesh import Mesh, point_normals
from models.pipeline.shapes.implicit import solid, surface

with contextlib.suppress(ImportError):  # what only looks at rows and names does without the physics engine
    import mujoco
    import myo_sim

Array = NDArray[np.float64]

ORIGIN_M = (-0.025, 0.2, 0.063)
"""The source's mid-sagittal plane, a middle depth, and the lowest bone of the sole."""
MIRROR = np.array([-1.0, 1.0, 1.0])
BONES = Path(__file__).parent / "bones.toml"
RIM = 6.0
"""Room around a bone that is filled, mm."""


class BoneName(NamedTuple):
    """One row of bones.toml: what a bone is called and how it is drawn.

    `triangles` is its budget, 0 for a bone that the source does not have; `modelled` is drawn anew.
    """

    id: str
    name: str
    latin: str
    also_called: tuple[str, ...]
    group: str
    triangles: int
    paired: bool
    modelled: bool


class MusclePath(NamedTuple):
    """A muscle's path: its name in the source, its points, (n, 3), LPS, mm, and what each point moves with.

    `carriers` names, for each point, the segment of the source it is fixed to: `pelvis`, `lumbar3`, `torso`.
    """

    name: str
    points: Array
    carriers: tuple[str, ...] = ()


class Joint(NamedTuple):
    """The centre of a joint of the source, (3,), LPS, mm, and the segment that turns about it."""

    centre: Array
    carrier: str


@dataclass(frozen=True)
class Skeleton:
    """The posed skeleton.

    Attributes
    ----------
    names
        What is known of each bone, by id without its side.
    bones
        Meshes by id without side: midline bones, and the left one of each pair.
    joints
        Joints of the source, by their names there.
    muscles
        Paths of the left muscles.
    """

    names: dict[str, BoneName]
    bones: dict[str, Mesh]
    joints: dict[str, Joint]
    muscles: list[MusclePath]


def read(angles: dict[str, float]) -> Skeleton:
    """Read the skeleton of myo-sim.

    Parameters
    ----------
    angles
        Joint angles of the pose in radians, by the source's joint name without
        its side; every joint not named stays as the source has it.
    """
    # Building the source's model prints, warns and leaves a log file where it runs: none of it concerns us.
    with (
        TemporaryDirectory() as scratch,
        contextlib.chdir(scratch),
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        model = myo_sim.load_model("myofullbody")
    data = _posed(model, angles)
    meshes = _meshes(model, data)
    rows = tomllib.loads(BONES.read_text(encoding="utf-8"))["bone"]
    return Skeleton(
        names={row["id"]: _name(row) for row in rows},
        bones={row["id"]: _mended(_pick(meshes[row["mesh"]], row), row) for row in rows if "mesh" in row},
        joints={
            model.joint(i).name: Joint(_lps(data.xanchor[i]), model.body(model.jnt_bodyid[i]).name)
            for i in range(model.njnt)
        },
        muscles=_muscles(model, data),
    )


def _name(row: dict[str, Any]) -> BoneName:
    paired = row["group"] in {"arm", "hand", "leg", "foot"} or row["id"].startswith(("hip-bone", "rib-"))
    also = tuple(row.get("also_called", ()))
    return BoneName(
        row["id"],
        row["name"],
        row["latin"],
        also,
        row["group"],
        row.get("triangles", 0),
        paired,
        row.get("modelled", False),
    )


def _lps(points: Array) -> Array:
    return (np.asarray(points) - ORIGIN_M) * 1000.0


def _posed(model: Any, angles: dict[str, float]) -> Any:
    data = mujoco.MjData(model)
    _turn_joints(model, data, angles)
    for pair in np.flatnonzero(model.eq_type == mujoco.mjtEq.mjEQ_JOINT):
        # The source couples joints (the kneecap to the knee, the shoulder's rhythm) by
        # polynomials that plain kinematics leaves unsolved.
        follower, leader = model.eq_obj1id[pair], model.eq_obj2id[pair]
        if leader >= 0:
            angle = data.qpos[model.jnt_qposadr[leader]]
            powers = angle ** np.arange(5)
            data.qpos[model.jnt_qposadr[follower]] = model.eq_data[pair][:5] @ powers
    _turn_joints(model, data, angles)  # what is asked for wins over a coupling
    mujoco.mj_kinematics(model, data)
    mujoco.mj_comPos(model, data)
    mujoco.mj_tendon(model, data)
    return data


def _turn_joints(model: Any, data: Any, angles: dict[str, float]) -> None:
    for joint, angle in angles.items():
        for side in "lr":
            data.qpos[model.joint(f"{joint}_{side}").qposadr[0]] = angle


def _meshes(model: Any, data: Any) -> dict[str, Mesh]:
    meshes = {}
    for geom in np.flatnonzero(model.geom_type == mujoco.mjtGeom.mjGEOM_MESH):
        source = model.geom_dataid[geom]
        points = model.mesh_vert[model.mesh_vertadr[source] :][: model.mesh_vertnum[source]]
        faces = model.mesh_face[model.mesh_faceadr[source] :][: model.mesh_facenum[source]]
        placed = points @ data.geom_xmat[geom].reshape(3, 3).T + data.geom_xpos[geom]
        meshes[model.mesh(source).name] = _welded(_lps(placed), faces.astype(np.int64))
    return meshes


def _welded(points: Array, triangles: NDArray[np.int64]) -> Mesh:
    """Join points that coincide, drop triangles that vanish."""
    unique, index = np.unique(points.round(4), axis=0, return_inverse=True)
    triangles = index.reshape(-1)[triangles]
    a, b, c = triangles.T
    return Mesh(unique, triangles[(a != b) & (b != c) & (c != a)])


def _pick(mesh: Mesh, row: dict[str, Any]) -> Mesh:
    """The bone a row of bones.toml names, out of a mesh that may hold several."""
    if "piece" not in row:
        return mesh
    kept = [
        piece
        for piece in _pieces(mesh)
        if row.get("at_least", 0) <= len(piece.points) <= row.get("at_most", 10**6)
        and row.get("longer_than", 0) <= np.ptp(piece.points[:, 1]) < row.get("shorter_than", 10**6)
    ]
    if row["order"] == "down-left":
        kept = [piece for piece in kept if piece.points[:, 0].mean() > 0]
    if row["order"] == "lateral":
        kept.sort(key=lambda piece: piece.points[:, 0].mean())
    else:
        kept.sort(key=lambda piece: -piece.points[:, 2].mean())
    return kept[row["piece"]]


def _mended(mesh: Mesh, row: dict[str, Any]) -> Mesh:
    """A source bone with what its row mends: a crack filled, thin walls drawn apart, its place."""
    if "filled" in row:
        low, high = mesh.points.min(axis=0) - RIM, mesh.points.max(axis=0) + RIM
        mesh = surface(solid(mesh), low, high, row["filled"])
    if "thicker" in row:
        mesh = Mesh(mesh.points + row["thicker"] * point_normals(mesh), mesh.triangles)
    return Mesh(mesh.points + np.array(row.get("shift", (0.0, 0.0, 0.0))), mesh.triangles)


def _pieces(mesh: Mesh) -> list[Mesh]:
    a, b = mesh.triangles[:, [0, 1]].ravel(), mesh.triangles[:, [1, 2]].ravel()
    graph = coo_matrix((np.ones(len(a)), (a, b)), shape=(len(mesh.points),) * 2)
    label = connected_components(graph, directed=False)[1]
    used = np.unique(label[mesh.triangles[:, 0]])
    return [_part(mesh, label == piece) for piece in used]


def _part(mesh: Mesh, inside: NDArray[np.bool_]) -> Mesh:
    number = np.cumsum(inside) - 1
    return Mesh(mesh.points[inside], number[mesh.triangles[inside[mesh.triangles[:, 0]]]])


def _muscles(model: Any, data: Any) -> list[MusclePath]:
    paths = []
    for tendon in range(model.ntendon):
        start, count = data.ten_wrapadr[tendon], data.ten_wrapnum[tendon]
        points = _lps(data.wrap_xpos.reshape(-1, 3)[start : start + count])
        if points[:, 0].mean() > 0 and len(points) > 1:
            carriers = _carriers(model, tendon, data.wrap_obj.ravel()[start : start + count])
            paths.append(MusclePath(model.tendon(tendon).name, points, carriers))
    return paths


def _carriers(model: Any, tendon: int, objects: NDArray[np.int32]) -> tuple[str, ...]:
    """The segment under each point of a path: that of its site, or of the body it wraps."""
    first, count = model.tendon_adr[tendon], model.tendon_num[tendon]
    listed = range(first, first + count)
    sites = iter([model.wrap_objid[i] for i in listed if model.wrap_type[i] == mujoco.mjtWrap.mjWRAP_SITE])
    bodies = [model.geom_bodyid[thing] if thing >= 0 else model.site_bodyid[next(sites)] for thing in objects]
    return tuple(model.body(body).name for body in bodies)
