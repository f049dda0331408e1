"""One body joined with one point map: what there is, where it lies and how it is drawn; no words, no web."""

from viewer.atlas.body_map import Atlas

__all__ = ["Atlas"]
