"""`python -m models.pipeline`: bake the bodies from the two open sources."""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from models.catalogue import DATA
from models.pipeline import anew
from models.pipeline.body import BODIES, make
from models.records import DataError

STEPS = {"make": 15, "surfaces": 5, "muscles": 7}
"""How often each way reports for each body."""


def main() -> int:
    """Bake one body or all, showing progress. 0 when written, 1 with a sentence on stderr when not."""
    names = sorted(path.stem for path in BODIES.glob("*.toml"))
    parser = argparse.ArgumentParser(prog="python -m models.pipeline", description=__doc__)
    parser.add_argument("--body", choices=names, help="which body to bake (default: all of them)")
    parser.add_argument(
        "--into", type=Path, default=DATA, help="folder of the bodies (default: the package's own)"
    )
    parser.add_argument("--replace", action="store_true", help="bake a body anew that is there already")
    parts = parser.add_mutually_exclusive_group()
    parts.add_argument(
        "--muscles-only",
        action="store_true",
        help="only make the muscles of bodies that are there anew; all else of them stays as it is",
    )
    parts.add_argument(
        "--surfaces-only",
        action="store_true",
        help="only work out occlusion and tissue of bodies that are there",
    )
    options = parser.parse_args()
    bodies = [options.body] if options.body else names
    way = "muscles" if options.muscles_only else "surfaces" if options.surfaces_only else "make"
    with tqdm(total=STEPS[way] * len(bodies), bar_format="{l_bar}{bar}| {desc}") as bar:

        def report(text: str) -> None:
            bar.set_description_str(text)
            bar.update(1)

        try:
            for body in bodies:
                if options.muscles_only:
                    anew.muscles(body, options.into / body, report)
                elif options.surfaces_only:
                    anew.shade(body, options.into / body, report)
                else:
                    make(body, options.into / body, options.replace, report)
        except (DataError, FileExistsError) as error:
            bar.leave = False
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
