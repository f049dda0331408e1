"""The atlas in Python: pictures to work on, and the live page in a cell of a notebook, led from there."""

from viewer.notebook.atlas import Atlas

__all__ = ["Atlas"]
