"""The left half of a body as its muscles share it: what they are laid from, and what they give way to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Mesh
from models.pipeline.bones.assemble import Bones
from models.pipeline.muscles import drawing, lattice, packing, sheet
from models.pipeline.muscles.fascia import Fascia
from models.pipeline.muscles.places import Places
from models.pipeline.muscles.sheet import Sheet
from models.pipeline.nerves.nerve import Course, tube
from models.pipeline.shapes.distance import together

Array = NDArray[np.float64]
Row = dict[str, Any]

BONE_GAP, NERVE_GAP, VESSEL_GAP, TENDON_GAP, MIDLINE_GAP = 0.7, 0.8, 0.9, 0.3, 0.3
"""Least distance of a muscle from bones, nerves, vessels, tendons and the middle of the body, mm."""
MISLAID = {"posterior-femoral-cutaneous", "sural", "small-saphenous-vein", "great-saphenous-vein"}
"""Courses that are laid where muscle is, though they lie on the fascia: muscles do not give way to them."""
PLATE, BELLY = 1.0, 0.5
"""How much of half the thickness of a plate, and of a belly, a muscle over or deep to it is kept off."""
HULL = 9_000
"""Triangles of the skin that sheets are pressed off; what is cut is cut by the whole skin."""
CUBIC_MM = 1000.0


class Room:
    """The left half of a body, which its muscles share; parameters as for `muscle.bellies`, and its build."""

    def __init__(
        self,
        bones: Bones,
        skin: Mesh,
        landmarks: Mapping[str, Array],
        courses: Mapping[str, Course],
        beside: Mapping[str, Course],
        build: float,
    ) -> None:
        every = {**courses, **beside}
        self._places = Places("muscles", bones, skin, landmarks, every)
        self._courses, self._build = every, build
        size = self._places.size
        self._thick, muscular = build / size**2, build / size**3
        left = [mesh for key, mesh in bones.meshes.items() if not key.endswith(".right")]
        self._bones = [*left, *(mesh for _, mesh in bones.soft)]
        self._fascia = Fascia(drawing.fewer(skin, HULL), self._places, muscular)
        tubes = {key: tube(course) for key, course in every.items() if key not in MISLAID}
        of = {key: every[key].record.get("system", "nerve") for key in tubes}
        self._tendons = {
            key: lattice.Obstacle(mesh, 3.0, smooth=False)
            for key, mesh in tubes.items()
            if of[key] == "tendon"
        }
        self._skin = lattice.Obstacle(skin, 14.0)
        self._kept_off = [
            (lattice.Obstacle(_joined(self._bones), 3.0), BONE_GAP),
            (_tubes(tubes, of, {"nerve"}), NERVE_GAP),
            (_tubes(tubes, of, {"artery", "vein"}), VESSEL_GAP),
        ]

    def sheet(self, row: Row) -> Sheet:
        """The middle of a muscle as its row draws it, lifted off the bones and brought under the fascia."""
        fibres = [
            np.array([self._places.place(row["id"], place) for place in line]) for line in row["fibres"]
        ]
        drawn = sheet.made(fibres, row, self._volume(row), self._looks(row))
        near = _near(drawn, self._bones)
        return sheet.lifted(drawn, row, [_joined(near)] if near else [], self._fascia, BONE_GAP, self._thick)

    def filled(self, rows: Sequence[Row]) -> list[Mesh]:
        """The closed meshes of all muscles: tendinous plates as they are drawn, bellies around them."""
        sheets = {row["id"]: self.sheet(row) for row in rows}
        looks = {row["id"]: self._looks(row)[0][1] for row in rows}
        meshes = {row["id"]: self._plate(row, sheets[row["id"]]) for row in rows if "tier" in row}
        tendons = self._tendons | {
            key: lattice.Obstacle(mesh, 3.0, smooth=False) for key, mesh in meshes.items()
        }
        soft = [row for row in rows if "tier" not in row]
        claims = []
        for row in soft:
            middle = sheets[row["id"]]
            blocks, volume = lattice.blocks_near(middle, packing.THICKER), self._volume(row)
            hard = self._hard(row, blocks, tendons)
            for key, side in (("over", 1.0), ("deep_to", -1.0)):
                for name in row.get(key, ()):
                    kept = PLATE if name in meshes else BELLY
                    beyond = lattice.beyond(sheets[name], side * looks[name], blocks, kept)
                    hard = np.maximum(hard, beyond + TENDON_GAP)
            claims.append(
                packing.claim(blocks, *lattice.apart(middle, lattice.corners(blocks)), hard, volume)
            )
        for row, claim, share in zip(soft, claims, packing.shared(claims), strict=True):
            meshes[row["id"]] = drawing.drawn(
                claim.blocks,
                share.own,
                share.border,
                claim.hard,
                claim.volume,
                row["triangles"],
                row.get("smooth", drawing.SMOOTH),
            )
        return [meshes[row["id"]] for row in rows]

    def _plate(self, row: Row, middle: Sheet) -> Mesh:
        """A tendinous plate as thick as its volume asks."""
        toward = self._looks(row)[0][1]
        share = self._volume(row) / sheet.volume_of(sheet.plate(middle, toward))
        return sheet.plate(Sheet(middle.points, share * middle.half), toward)

    def _volume(self, row: Row) -> float:
        return float(row["volume"] * CUBIC_MM * self._build)

    def _looks(self, row: Row) -> list[tuple[float, Array]]:
        """Where the flat side of a strap looks, at shares of its length."""
        faces = row.get("faces", "posterior")
        turns = [(0.0, faces)] if isinstance(faces, str) else faces
        return [(at, self._places.direction(text)) for at, text in turns]

    def _hard(self, row: Row, blocks: lattice.Blocks, tendons: Mapping[str, lattice.Obstacle]) -> Array:
        """Positive where it must not be: in bone, nerve, vessel, over the fascia, past the midline."""
        points = lattice.corners(blocks)
        hard = self._fascia.fat(points).reshape(len(blocks), -1) + self._skin.at(blocks)
        for obstacle, gap in self._kept_off:
            hard = np.maximum(hard, gap - obstacle.at(blocks))
        for name, obstacle in tendons.items():
            if name != row.get("tendon") and obstacle.beside(blocks):
                hard = np.maximum(hard, TENDON_GAP - obstacle.at(blocks))
        hard = np.maximum(hard, MIDLINE_GAP - points[:, 0].reshape(len(blocks), -1))
        for key, back in (("before", True), ("behind", False)):
            lines = [
                (course.centreline, course.width / 2, course.thickness / 2)
                for course in (self._courses[name] for name in row.get(key, ()))
            ]
            if lines:
                hard = np.maximum(hard, -lattice.shadow(blocks, lines, back, NERVE_GAP))
        return np.asarray(hard)


def _tubes(tubes: Mapping[str, Mesh], of: Mapping[str, str], systems: set[str]) -> lattice.Obstacle:
    chosen = _joined(mesh for key, mesh in tubes.items() if of[key] in systems)
    return lattice.Obstacle(chosen, 3.0, smooth=False)


def _near(middle: Sheet, meshes: Iterable[Mesh]) -> list[Mesh]:
    """Those of several meshes that a sheet may lie against."""
    points = middle.points.reshape(-1, 3)
    low, high = points.min(axis=0) - 12.0, points.max(axis=0) + 12.0
    return [m for m in meshes if (m.points.max(axis=0) > low).all() and (m.points.min(axis=0) < high).all()]


def _joined(meshes: Iterable[Mesh]) -> Mesh:
    whole = together(meshes)
    return Mesh(np.asarray(whole.points, float), whole.regular_faces.astype(np.int64))
