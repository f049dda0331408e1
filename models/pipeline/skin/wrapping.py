"""The posed skin drawn over the bones: thin where bone is felt, never pierced, smooth in between.

The displacement is the smoothest one (least squares of its Laplacian and
bi-Laplacian over the mesh) that meets the depths of superficial.toml and keeps
all bone inside. Everything is solved for the left and the right at once.
"""

import itertools
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import igl
import numpy as np
import pyvista as pv
import vtk
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, diags, eye
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from models.mesh import Mesh
from models.pipeline.bones.skeleton import MIRROR

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

DEPTHS = Path(__file__).parent / "superficial.toml"
STIFFNESS = (8.0, 6.0, 4.0, 3.0, 2.0, 1.5, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3)
"""Weight of smoothness in each round, from a coarse fit to a close one."""
HOLD = 0.004
"""Weight that keeps soft parts where the source has them."""
CLEARANCE = 2.6
"""No bone closer to the skin than this, mm."""
LARGEST_STEP = 14.0
"""No place is asked to move farther in one round, mm."""
LOST = 18.0
"""After the first rounds a place farther off than this from its depth has met the wrong skin, mm."""
DEEP, LOOK_ANEW = 40.0, 4
"""Bone deeper than this, mm, is left out of account until the skin is measured anew, after so many rounds."""
SMALL = ("hand-", "foot-", "metacarpal")


class Place(NamedTuple):
    """A point of bone that shall lie `depth` mm under the skin in direction `toward`."""

    point: Array
    toward: Array
    depth: float
    reach: float


class Pull(NamedTuple):
    """A place of the skin, by triangle corners and weights, and where it shall move, with what weight."""

    corners: Ints
    weights: Array
    move: Array
    force: float


def places(bones: dict[str, Mesh], sex: str) -> list[Place]:
    """The places of superficial.toml on these bones: of the left and the middle."""
    found = []
    for row in tomllib.loads(DEPTHS.read_text(encoding="utf-8"))["depth"]:
        bone = bones.get(f"{row['bone']}.left") or bones[row["bone"]]
        toward = np.array(row["toward"]) / np.linalg.norm(row["toward"])
        along = bone.points[:, "xyz".index(row.get("axis", "z"))]
        first, last = row.get("span", (0.0, 1.0))
        edges = along.min() + np.ptp(along) * np.linspace(first, last, row.get("bins", 1) + 1)
        depth = row["mm"][sex] if isinstance(row["mm"], dict) else row["mm"]
        reach = 12.0 if row["bone"].startswith(SMALL) else 45.0
        for low, high in itertools.pairwise(edges):
            beside = np.abs(bone.points[:, 0]) <= row.get("beside", np.inf)
            inside = np.flatnonzero((along >= low - 1e-6) & (along <= high + 1e-6) & beside)
            farthest = inside[np.argsort(-(bone.points[inside] @ toward))[: row.get("points", 1)]]
            found += [Place(bone.points[i], toward, depth, reach) for i in farthest]
    return found


def wrap(
    skin: Mesh, bones: dict[str, Mesh], sex: str, report: Callable[[str], None] = lambda _: None
) -> Mesh:
    """Draw the skin over the bones.

    Parameters
    ----------
    skin
        A closed surface, mirror-symmetric, in the skeleton's pose.
    bones
        All bones, by id.
    sex
        Whose depths of superficial.toml to take: `male` or `female`.
    report
        Is told how far each round came.
    """
    mirror = _mirrored_points(skin.points)
    rest = (skin.points + skin.points[mirror] * MIRROR) / 2
    smooth = _smoothness(skin.triangles, len(rest))
    goals = places(bones, sex)
    every = np.vstack([bone.points for key, bone in bones.items() if not key.endswith(".right")])
    now = rest
    for round_, stiffness in enumerate(STIFFNESS):
        surface = Mesh(now, skin.triangles)
        if round_ % LOOK_ANEW == 0:
            depth = depth_of(every, surface)
            inner = every[depth < DEEP]
            report(f"skin, round {round_ + 1}: {(depth > 0).mean():.3%} of bone inside")
        pulls = _to_depth(surface, goals, lost=LOST if round_ > 1 else 1e9) + _outward(surface, inner)
        rows = np.repeat(np.arange(len(pulls)), 3)
        corners = np.concatenate([pull.corners for pull in pulls])
        weights = np.concatenate([pull.weights * pull.force for pull in pulls])
        meets = csr_matrix((weights, (rows, corners)), shape=(len(pulls), len(rest)))
        moves = np.array([pull.move * pull.force for pull in pulls]) + meets @ (now - rest)
        twin = csr_matrix((weights, (rows, mirror[corners])), shape=meets.shape)
        system = stiffness * smooth + HOLD * eye(len(rest)) + meets.T @ meets + twin.T @ twin
        solve = splu(csc_matrix(system)).solve
        target = meets.T @ moves + twin.T @ (moves * MIRROR)
        shift = np.stack([solve(np.ascontiguousarray(target[:, axis])) for axis in range(3)], axis=1)
        now = rest + (shift + shift[mirror] * MIRROR) / 2
    return Mesh(now, skin.triangles)


def depth_of(points: Array, skin: Mesh) -> Array:
    """How deep points lie under the skin, (n,), mm; negative outside."""
    return -_signed(points, skin)[0]


def _signed(points: Array, skin: Mesh) -> tuple[Array, Ints, Array]:
    # Winding numbers stay right where armpit or groin make the skin meet itself.
    kind = igl.SIGNED_DISTANCE_TYPE_FAST_WINDING_NUMBER
    triangles = np.ascontiguousarray(skin.triangles)
    return igl.signed_distance(
        np.ascontiguousarray(points), np.ascontiguousarray(skin.points), triangles, kind
    )[:3]


def _mirrored_points(points: Array) -> Ints:
    return cKDTree(points).query(points * MIRROR)[1]


def _smoothness(triangles: Ints, count: int) -> csr_matrix:
    """The bending energy of a displacement: squared Laplacian and bi-Laplacian, uniform weights."""
    edges = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    near = csr_matrix((np.ones(len(edges)), edges.T), shape=(count, count))
    near = ((near + near.T) > 0).astype(float)
    laplacian = eye(count) - diags(1 / np.asarray(near.sum(axis=1)).ravel()) @ near
    squared = laplacian.T @ laplacian
    return squared + 0.5 * squared.T @ squared


def _facing(skin: Mesh) -> Array:
    a, b, c = (skin.points[skin.triangles[:, corner]] for corner in range(3))
    normals = np.cross(b - a, c - a)
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def _barycentric(skin: Mesh, triangle: int, point: Array) -> Array:
    a, b, c = skin.points[skin.triangles[triangle]]
    edges = np.stack([b - a, c - a], axis=1)
    second, third = np.linalg.lstsq(edges, point - a, rcond=None)[0]
    return np.clip([1 - second - third, second, third], 0.0, 1.0)


def _to_depth(skin: Mesh, goals: list[Place], lost: float) -> list[Pull]:
    tree = vtk.vtkOBBTree()
    tree.SetDataSet(pv.PolyData.from_regular_faces(skin.points, skin.triangles))
    tree.BuildLocator()
    facing, hits, cells = _facing(skin), vtk.vtkPoints(), vtk.vtkIdList()
    pulls = []
    for goal in goals:
        start, end = goal.point - goal.reach * goal.toward, goal.point + (goal.reach + 10) * goal.toward
        tree.IntersectWithLine(start, end, hits, cells)
        crossed = [(np.array(hits.GetPoint(i)), cells.GetId(i)) for i in range(hits.GetNumberOfPoints())]
        outward = [(at, cell) for at, cell in crossed if facing[cell] @ goal.toward > 0]
        if not outward:
            continue
        at, cell = min(outward, key=lambda hit: abs((hit[0] - goal.point) @ goal.toward - goal.depth))
        missing = goal.depth - (at - goal.point) @ goal.toward
        if abs(missing) < lost:
            move = np.clip(missing, -LARGEST_STEP, LARGEST_STEP) * goal.toward
            force = 1.0 if abs(missing) < 25 else 0.2
            pulls.append(Pull(skin.triangles[cell], _barycentric(skin, cell, at), move, force))
    return pulls


def _outward(skin: Mesh, inner: Array) -> list[Pull]:
    """Push the skin off bone that is nearer than `CLEARANCE`."""
    distance, cells, nearest = _signed(inner, skin)
    facing = _facing(skin)
    pulls = []
    for i in np.flatnonzero((distance > -CLEARANCE) & (distance < 25)):
        way = (inner[i] - nearest[i]) * np.sign(distance[i])
        length = np.linalg.norm(way)
        normal = facing[cells[i]]
        if length > 0.5 and (way / length) @ normal > 0.2:
            normal = way / length
        move = normal * min(distance[i] + CLEARANCE + 0.3, LARGEST_STEP)
        pulls.append(Pull(skin.triangles[cells[i]], _barycentric(skin, cells[i], nearest[i]), move, 0.5))
    return pulls
