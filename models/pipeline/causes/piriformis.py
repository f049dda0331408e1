"""Piriformis syndrome: the belly is thicker, and the sciatic nerve below it is pushed aside and flattened."""

from models.catalogue import Side
from models.change import Facts
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.thickening import Site, draw_growing

SITE = Site(
    muscle="piriformis",
    name="across the sciatic nerve below the piriformis",
    window=(30, 30),
    walls=("hip-bone", "gluteus-maximus", "gemellus-superior", "obturator-internus"),
    beside=("gluteus-maximus",),
    fixed=("sacrum", "coccyx", "hip-bone", "femur", "sacrotuberous-ligament", "sacrospinous-ligament"),
)


def draw(draft: Draft, side: Side, cause: str) -> Facts:
    """Draw piriformis syndrome on one side."""
    return draw_growing(draft, side, cause, SITE)
