"""What is measured on a body, against what published range, and of the causes that are drawn on it.

`checks.toml` holds the ranges of the 62 checks of the anatomy with their sources, `reasons.toml` why a body
misses one, and `causes.toml` what is asked of every cause; the modules measure. Only numpy is used, so that
whoever installs the atlas can ask for the tables.
"""

from point_maps.verify.command import run

__all__ = ["run"]
