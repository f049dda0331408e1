"""The 62 checks of the anatomy: what is measured on a body, against what published range.

`checks.toml` holds the ranges with their sources, `reasons.toml` why a body misses one; the
modules measure. Only numpy is used, so that whoever installs the atlas can ask for the table.
"""

from point_maps.verify.command import run

__all__ = ["run"]
