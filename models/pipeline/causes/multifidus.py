"""The muscle behind the arches of the vertebrae, set off from bones that come to lie in it."""

from collections.abc import Sequence

from models.pipeline.causes.contact import SKIN, Phase, give_way
from models.pipeline.causes.draft import Draft

MULTIFIDUS = ("multifidus.left", "multifidus.right")
APART = Phase(0.35, SKIN.spread)
"""It gives way where it is touched, and then lies farther off than that it is pierced between two amounts."""


def set_off(draft: Draft, bones: Sequence[str]) -> None:
    """Set it off from bones, where they are now: points of them come out of its coarse skin as well."""
    for muscle in MULTIFIDUS:
        give_way(draft, (muscle,), bones, {}, (APART,), skins=(muscle,))
