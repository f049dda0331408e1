"""The scene as plain data, for other programs."""

from collections.abc import Iterable
from typing import Any

from models.catalogue import Body, Nerve, Structure
from point_maps.solving.placed import PlacedRegion, PlacedSite, Placement

SCHEMA = 1
Described = dict[str, Any]


def describe(body: Body, placement: Placement) -> Described:
    """Describe a body with the places on it: LPS, mm.

    `file` is where a structure's mesh lies on this machine. Nothing in it needs
    a browser or a running server. It is the usual anatomy: what belongs to a variant is left out.
    """
    manifest = body.manifest
    usual = [structure for structure in manifest.structures if not structure.variant]
    known = {structure.id for structure in usual}
    return {
        "schema": SCHEMA,
        "space": "LPS",
        "unit": "mm",
        "body": body.id,
        "stature": manifest.stature,
        "landmarks": {name: list(point) for name, point in manifest.landmarks.items()},
        "cun": dict(manifest.cun),
        "structures": [_structure(body, structure) for structure in usual],
        "nerves": [_nerve(nerve) for nerve in manifest.nerves if nerve.id in known],
        "sites": [_site(placed) for placed in placement.sites.values()],
        "regions": [_region(placed) for placed in placement.regions.values()],
    }


def _structure(body: Body, structure: Structure) -> Described:
    return {
        "id": structure.id,
        "name": structure.name,
        "latin": structure.latin,
        "system": structure.system,
        "side": structure.side,
        "file": str(body.path(structure.id).resolve()),
        "triangles": structure.triangles,
        "bounds": list(structure.bounds),
        "closed": structure.closed,
    }


def _nerve(nerve: Nerve) -> Described:
    return {
        "id": nerve.id,
        "name": nerve.name,
        "side": nerve.side,
        "parent": nerve.parent,
        "roots": list(nerve.roots),
        "centreline": [list(point) for point in nerve.centreline],
        "width": list(nerve.width),
        "thickness": list(nerve.thickness),
    }


def _site(placed: PlacedSite) -> Described:
    return {
        "id": placed.id,
        "name": placed.name,
        "side": placed.side,
        "level": placed.level,
        "roots": list(placed.roots),
        "centre": _numbers(placed.centre),
    }


def _region(placed: PlacedRegion) -> Described:
    return {
        "code": placed.code,
        "name": placed.name,
        "side": placed.side,
        "centre": _numbers(placed.centre),
        "normal": _numbers(placed.normal),
        "radius": float(placed.radius),
        "cun": float(placed.cun),
    }


def _numbers(values: Iterable[float]) -> list[float]:
    return [float(value) for value in values]
