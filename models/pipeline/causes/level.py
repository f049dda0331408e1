"""Two neighbouring vertebrae and what lies between them, by their names in a body."""

from typing import NamedTuple


class Level(NamedTuple):
    """Ids of the structures of one level; `exits` is the root that leaves there, `passes` the next one."""

    upper: str
    lower: str
    disc: str
    flava: tuple[str, str]
    exits: str
    passes: str
    name: str


def level(above: str, below: str) -> Level:
    """A level by its two vertebrae: `l5`, `s1`."""
    return Level(
        upper=f"{above}-vertebra",
        lower="sacrum" if below == "s1" else f"{below}-vertebra",
        disc=f"{above}-{below}-disc",
        flava=(f"{above}-{below}-flavum.left", f"{above}-{below}-flavum.right"),
        exits=above,
        passes=below,
        name=f"{above.upper()}-{below.upper()}",
    )
