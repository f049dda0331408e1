"""Which family of causes draws which cause, and on which sides."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.catalogue import Side
from models.change import Facts
from models.pipeline.causes import (
    fibular,
    hamstring,
    hernia,
    ischiofemoral,
    isthmic,
    low_disc,
    piriformis,
    pregnancy,
    recess,
    slip,
    spur,
    stenosis,
    tarsal,
)
from models.pipeline.causes.draft import Draft

BOTH: tuple[Side, ...] = ("left", "right")
MIDLINE: tuple[Side, ...] = ("midline",)


class Family(NamedTuple):
    """Draws a cause: refines the draft, draws and keeps each amount, and says what was drawn.

    `draw` is given the draft, the side, and the cause's id. `bodies` are those it is drawn on; empty: all.
    """

    draw: Callable[[Draft, Side, str], Facts]
    sides: tuple[Side, ...] = BOTH
    bodies: tuple[str, ...] = ()


CAUSES: Mapping[str, Family] = {
    "l5-s1-herniated-disc": Family(hernia.draw),
    "l4-l5-herniated-disc": Family(hernia.draw),
    "l3-l4-herniated-disc": Family(hernia.draw),
    "l4-l5-far-lateral-disc": Family(hernia.draw),
    "piriformis-syndrome": Family(piriformis.draw),
    "ischiofemoral": Family(ischiofemoral.draw),
    "hamstring-origin": Family(hamstring.draw),
    "tarsal-tunnel": Family(tarsal.draw),
    "fibular-neck": Family(fibular.draw),
    "l4-l5-central-stenosis": Family(stenosis.draw, MIDLINE),
    "l5-s1-degenerative-disc": Family(low_disc.draw),
    "l5-s1-foraminal-bone-spur": Family(spur.draw_foramen),
    "l4-l5-bone-spur": Family(recess.draw),
    "l4-l5-degenerative-spondylolisthesis": Family(slip.draw),
    "l5-s1-isthmic-spondylolisthesis": Family(isthmic.draw),
    "pregnancy-pelvis": Family(pregnancy.draw, bodies=("female",)),
}
