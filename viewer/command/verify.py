"""The command `verify`: bodies against published anatomy, and the causes drawn on them."""

from collections.abc import Sequence

from models import catalogue
from point_maps import verify
from point_maps.verify import causes


def run(body: str | None = None, part: str = "both") -> int:
    """Print the tables of one body, or of all; returns 1 if a gate fails or something cannot be measured.

    Parameters
    ----------
    body
        The body's name; all that are installed if none is given.
    part
        `anatomy`, `causes` or `both`.

    Raises
    ------
    DataError
        If the body is not installed.
    """
    bodies: Sequence[str] = [body] if body else catalogue.available()
    for name in bodies:
        catalogue.load(name)
    failed = 0
    for one, measured in (("anatomy", verify.run), ("causes", causes.run)):
        if part in (one, "both"):
            failed |= measured(bodies)
    return failed
