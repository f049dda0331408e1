"""Hamstring origin: the tendon at the sit bone is thick, and the sciatic nerve beside it is pushed aside."""

from models.catalogue import Side
from models.change import Facts
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.thickening import Site, draw_growing

SITE = Site(
    muscle="biceps-femoris-long-head",
    name="across the sciatic nerve beside the hamstrings' origin",
    window=(30, 30),
    walls=("hip-bone", "semimembranosus", "semitendinosus", "quadratus-femoris", "gluteus-maximus"),
    beside=("quadratus-femoris", "semimembranosus", "gluteus-maximus"),
    fixed=("hip-bone", "femur", "sacrotuberous-ligament"),
    near="ischial-tuberosity-lateral",
    within=27,
)


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw a thick tendon of the long head of the biceps at its origin on one side."""
    return draw_growing(draft, side, cause, SITE)
