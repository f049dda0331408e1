"""What a baked body holds: structures, landmarks, cun scales, nerves, provenance."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from models.mesh import Mesh, read
from models.records import DataError, Record, read_json

DATA = Path(__file__).parent / "data"
"""One folder for each body: `manifest.json`, `meshes/`, `causes/` and `pictures/`."""

Side = Literal["left", "right", "midline"]
System = Literal[
    "skin", "bone", "disc", "ligament", "muscle", "tendon", "artery", "vein", "nerve", "dura", "womb", "child"
]
Point = tuple[float, float, float]
Positive = Annotated[float, Field(gt=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Structure(Record):
    """One anatomical structure with a mesh of its own.

    `id` is the Latin-free English key with its side (`femur.left`, `skin`);
    `group` names what is drawn together in one go; `bounds` is
    (xmin, xmax, ymin, ymax, zmin, zmax) in mm. `variant` is the anatomical variant it
    belongs to, None for what most people have.
    """

    id: str
    name: str
    latin: str
    also_called: tuple[str, ...] = ()
    system: System
    group: str
    side: Side
    variant: str | None = None
    source: str
    licence: str
    file: str
    triangles: int
    bounds: tuple[float, float, float, float, float, float]
    closed: bool
    sha256: Sha256


class Nerve(Record):
    """The course of one nerve on one side: where its middle runs and how wide it is.

    `centreline` is (n, 3) in mm from proximal to distal; `width` and `thickness`
    are (n,) full diameters in mm across and along the flattened section.
    `parent` is the nerve it leaves, None for a root.
    """

    id: str
    name: str
    side: Literal["left", "right"]
    parent: str | None
    roots: tuple[str, ...]
    centreline: tuple[Point, ...]
    width: tuple[Positive, ...]
    thickness: tuple[Positive, ...]


class Variant(Record):
    """An anatomical variant this body can show: its own structures stand in for the ones it replaces.

    `replaces` holds ids of structures that are hidden while the variant is shown;
    structures of the variant carry its `id`.
    """

    id: str
    replaces: tuple[str, ...]


class Line(Record):
    """A line drawn beside the anatomy: the line of gravity of a standing body.

    `points` is (n, 3) in mm, in order. `ahead` says, by name of what it passes (`hip-joint-centre`,
    `l5-s1-disc`, `ankle-joint-centre`), how far in front of it the line runs, in mm; behind it is negative.
    """

    id: str
    name: str
    points: tuple[Point, ...]
    ahead: dict[str, float]


class Source(Record):
    """Where data came from: a package by name and version, with its licence and checksum."""

    id: str
    title: str
    package: str
    version: str
    licence: str
    attribution: str
    sha256: Sha256


class Manifest(Record):
    """The file `manifest.json` of one body, as the pipeline writes it.

    `landmarks` maps `<name>.<left|right|midline>` to a point in mm; `cun` maps
    `<scale>.<side>` to millimetres per cun.
    """

    schema_: Literal[1] = Field(alias="schema")
    space: Literal["LPS"]
    unit: Literal["mm"]
    body: str
    title: str
    sex: Literal["male", "female"] = "male"
    stature: Positive
    sources: tuple[Source, ...]
    structures: tuple[Structure, ...]
    landmarks: dict[str, Point]
    cun: dict[str, Positive]
    nerves: tuple[Nerve, ...]
    variants: tuple[Variant, ...] = ()
    lines: tuple[Line, ...] = ()


class Body:
    """One baked body: its manifest, and its meshes read when asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_json(folder / "manifest.json", Manifest)

    @property
    def id(self) -> str:
        """The key of this body: `male`."""
        return self.manifest.body

    @cached_property
    def structures(self) -> dict[str, Structure]:
        """Structures by id, in the manifest's order."""
        return {structure.id: structure for structure in self.manifest.structures}

    @cached_property
    def nerves(self) -> dict[str, Nerve]:
        """Nerves by id."""
        return {nerve.id: nerve for nerve in self.manifest.nerves}

    def path(self, structure: str) -> Path:
        """Where the mesh of a structure lies.

        Raises
        ------
        KeyError
            If this body has no such structure.
        """
        return self.folder / self.structures[structure].file

    @cached_property
    def causes(self) -> dict[str, Path]:
        """The files of the causes that are drawn on this body, by their place: `l5-s1-herniated-disc.left`.

        `models.change` reads them.
        """
        return {path.stem: path for path in sorted((self.folder / "causes").glob("*.change"))}

    @cached_property
    def pictures(self) -> dict[str, Path]:
        """The small pictures of the causes that are drawn on this body, by their place, as `causes` has it.

        `sciatica-atlas export pictures` draws them.
        """
        return {path.stem: path for path in sorted((self.folder / "pictures").glob("*.webp"))}

    def mesh(self, structure: str) -> Mesh:
        """Read the mesh of a structure, LPS, mm."""
        return read(self.path(structure))

    @cached_property
    def skin(self) -> Mesh:
        """The skin: one closed surface, LPS, mm."""
        return self.mesh("skin")


def available() -> list[str]:
    """Name the bodies that are installed."""
    return sorted(folder.parent.name for folder in DATA.glob("*/manifest.json"))


def bodies_with(cause: str) -> tuple[str, ...]:
    """The bodies on which a cause is drawn: `pregnancy-pelvis.left`."""
    return tuple(body for body in available() if (DATA / body / "causes" / f"{cause}.change").is_file())


def load(body: str) -> Body:
    """Load an installed body by name.

    Raises
    ------
    DataError
        If there is no such body, or its manifest does not fit.
    """
    if body not in available():
        raise DataError(DATA, [f"body: must be one of {', '.join(available())}; got {body!r}"])
    return Body(DATA / body)
