"""What lies on a body, as it is drawn: regions, sites, zones, painful places, the line of gravity."""

from collections.abc import Iterator, Mapping
from string import ascii_uppercase

import numpy as np

from models.mesh import Mesh, point_normals
from point_maps.solving.patch import marker, patch
from point_maps.solving.zones import PlacedPlace, PlacedZone
from viewer.atlas import Atlas, skin_zones
from viewer.atlas.entries import Entry
from viewer.atlas.gravity_line import dashes
from viewer.pictures import palette
from viewer.pictures.parts import Part

LIFT = 0.6
"""So far before the skin zones are drawn, mm."""


def on_body(
    atlas: Atlas, entry: Entry, colour: palette.Colour | None, opacity: Mapping[str, float]
) -> Iterator[Part]:
    """What lies on the body: a region, a site, a zone, the line of gravity."""
    made = _surface(atlas, entry)
    if made is None:
        return
    own = _zone_colour(atlas, entry) if entry.kind == "zone" else palette.colours()[entry.kind]
    count = len(made.points)
    colours = np.tile(np.array(colour or own, float), (count, 1))
    yield Part(entry.id, entry.kind, entry.layer, made, colours, np.zeros(count, bool), opacity[entry.layer])


def _surface(atlas: Atlas, entry: Entry) -> Mesh | None:
    if entry.kind == "region":
        return patch(atlas.body, atlas.regions[entry.id])
    if entry.kind == "site":
        return marker(atlas.sites[entry.id])
    if entry.kind == "line":
        return dashes(np.array(atlas.lines[entry.id].points))
    return _zone(atlas, entry.id) if entry.kind == "zone" else None


def _zone(atlas: Atlas, key: str) -> Mesh:
    """The skin's own triangles within a zone, a little before it."""
    return _on_skin(atlas, next(one for one in atlas.zones if one.id == key))


def _on_skin(atlas: Atlas, zone: PlacedZone | PlacedPlace) -> Mesh:
    skin = atlas.body.skin
    within = np.zeros(len(skin.points), bool)
    within[zone.vertices[zone.weights >= skin_zones.INSIDE]] = True
    triangles = skin.triangles[within[skin.triangles].all(axis=1)]
    used, corners = np.unique(triangles, return_inverse=True)
    lifted = skin.points + LIFT * point_normals(skin)
    return Mesh(lifted[used], corners.reshape(-1, 3))


def _zone_colour(atlas: Atlas, entry: Entry) -> palette.Colour:
    letters = skin_zones.seen(atlas.zones)[entry.id]["colour"][1:]
    red, green, blue = bytes.fromhex(letters)
    return red, green, blue


def painful(atlas: Atlas, hurts: tuple[str, ...], opacity: float) -> Iterator[Part]:
    """The patches of skin where it hurts, each in the colour of its letter."""
    for letter, key in zip(ascii_uppercase, hurts, strict=False):
        made = _on_skin(atlas, atlas.painful[key])
        count = len(made.points)
        colours = np.tile(np.array(palette.colours()[f"place{letter}"], float), (count, 1))
        yield Part(key, "zone", "zones", made, colours, np.zeros(count, bool), opacity)
