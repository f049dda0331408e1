"""Published dimensions of the lumbar vertebrae and their joints, by level and sex."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

VERTEBRAE = ("l1", "l2", "l3", "l4", "l5")
JOINTS = (("t12", "l1"), ("l1", "l2"), ("l2", "l3"), ("l3", "l4"), ("l4", "l5"), ("l5", "s1"))
ANGLES = frozenset({"facet_angle", "pedicle_angle", "costal_rise", "costal_back"})
"""Fields that do not grow with the body."""


@dataclass(frozen=True)
class Vertebra:
    """One vertebra's dimensions: mm, angles in degrees."""

    upper_width: float
    lower_width: float
    upper_depth: float
    lower_depth: float
    canal_width: float
    canal_depth: float
    pedicle_width: float
    pedicle_height: float
    pedicle_angle: float
    costal_span: float
    costal_rise: float
    costal_back: float
    costal_root: tuple[float, float]
    costal_tip: tuple[float, float]
    spinous_length: float
    spinous_height: float
    hollow: float
    waist: float


@dataclass(frozen=True)
class Facets:
    """A pair of facet joints: mm, the angle to the sagittal plane in degrees."""

    facet_angle: float
    facet_radius: float
    facet_width: float
    facet_height: float
    facet_half_spread: float
    facet_behind: float


@cache
def table() -> dict[str, Any]:
    """The whole of vertebrae.toml."""
    return tomllib.loads((Path(__file__).parent / "vertebrae.toml").read_text("utf-8"))


def gap() -> float:
    """The space between the bones of a facet joint, mm."""
    return float(table()["gap"])


def vertebra(level: str, sex: str, size: float) -> Vertebra:
    """One vertebra, `l1` to `l5`, `size` times as large as the mean of its sex."""
    return Vertebra(**_row(Vertebra, VERTEBRAE.index(level), sex, size))


def facets(upper: str, sex: str, size: float) -> Facets:
    """The facet joints below a vertebra, `t12` to `l5`, `size` times as large as the mean of its sex."""
    return Facets(**_row(Facets, [above for above, _ in JOINTS].index(upper), sex, size))


def _row(kind: type, number: int, sex: str, size: float) -> dict[str, Any]:
    row = {}
    for name in (field.name for field in fields(kind)):
        value = (table()[sex].get(name) or table()[name])[number]
        factor = 1.0 if name in ANGLES else size
        row[name] = tuple(part * factor for part in value) if isinstance(value, list) else value * factor
    return row
