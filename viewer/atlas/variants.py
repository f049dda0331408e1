"""The anatomical variants a body can show, as the page offers them."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalogue import Body, Point, Structure
from point_maps.records.variants import VariantCard
from viewer.atlas.entries import Entry, point
from viewer.atlas.views import View

PREFIX = "variant-"
"""What the entry of a variant is called beside its structures."""


def shown(body: Body, cards: Mapping[str, VariantCard]) -> dict[str, VariantCard]:
    """The variants that can be shown: what is drawn of them and what is said of them are both here.

    Beside them is the usual anatomy they differ from, where there is a card for it.
    """
    drawn = {variant.id for variant in body.manifest.variants}
    of = {card.of for key, card in cards.items() if key in drawn}
    return {key: card for key, card in cards.items() if key in drawn or (card.usual and card.of in of)}


def stands_for(structure: Structure, body: Body) -> tuple[str, ...]:
    """The structures whose place one of a variant takes: what it is named after, else its kind."""
    replaced = [key for v in body.manifest.variants if v.id == structure.variant for key in v.replaces]
    own = [key for key in replaced if body.structures[key].side == structure.side]
    alike = [key for key in own if body.structures[key].system == structure.system]
    named = [key for key in alike if key.partition(".")[0] in structure.id]
    return tuple(named or alike)


def entries(cards: Mapping[str, VariantCard], body: Body, buttock: View) -> Iterable[Entry]:
    """The variants as things to point at, seen where their left side lies, from behind."""
    for key, card in cards.items():
        bounds = [s.bounds for s in body.structures.values() if s.variant == key and s.side == "left"]
        # Where the nerve leaves the pelvis is seen at the buttock; where it parts, all along the thigh.
        here = card.of == "exit at piriformis" or not bounds
        centre, reach = (buttock.focal, buttock.height / 2.5) if here else _around(np.array(bounds))
        yield Entry(
            id=PREFIX + key,
            name=card.title,
            detail=card.plain_name,
            side="midline",
            kind="variant",
            layer="nerves",
            list_group=card.of,
            centre=centre,
            reach=reach,
            facing=(buttock.azimuth, buttock.elevation),
            cut=None,
            words=(card.plain_name, *card.also_called, card.of),
            plain_name=card.plain_name,
            term=card.title,
            variant="" if card.usual else key,
        )


def _around(bounds: NDArray[np.float64]) -> tuple[Point, float]:
    """The middle of boxes (n, 6) and how far they reach from there, mm."""
    low, high = bounds[:, ::2].min(axis=0), bounds[:, 1::2].max(axis=0)
    return point((low + high) / 2), float(np.linalg.norm(high - low)) / 2


def offered(body: Body, cards: Mapping[str, VariantCard]) -> list[dict[str, Any]]:
    """What the control offers: each variant with its share, and what its structures take the place of."""
    replaced = {variant.id: list(variant.replaces) for variant in body.manifest.variants}
    return [
        {
            "id": "" if card.usual else key,
            "entry": PREFIX + key,
            "title": card.title,
            "of": card.of,
            "share": card.share,
            "replaces": replaced.get(key, []),
        }
        for key, card in cards.items()
    ]
