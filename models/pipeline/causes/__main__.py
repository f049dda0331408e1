"""`python -m models.pipeline.causes`: draw the causes on the bodies."""

import argparse
import sys

from models.catalogue import DATA, Side, available, load
from models.change_file import decode, encode
from models.pipeline.causes.checks import worst_crossings
from models.pipeline.causes.draft import Draft
from models.pipeline.causes.families import CAUSES


def main() -> int:
    """Draw causes, write them, and print what was measured and where structures cross."""
    parser = argparse.ArgumentParser(prog="python -m models.pipeline.causes", description=__doc__)
    parser.add_argument("--body", choices=available(), help="on which body (default: all of them)")
    parser.add_argument("--cause", choices=list(CAUSES), help="which cause (default: all of them)")
    parser.add_argument(
        "--side", choices=["left", "right", "midline"], help="which side (default: all it has)"
    )
    options = parser.parse_args()
    for body in [options.body] if options.body else available():
        for cause in [options.cause] if options.cause else CAUSES:
            family = CAUSES[cause]
            for side in family.sides if body in (family.bodies or (body,)) else ():
                if options.side in (None, side):
                    _write(body, cause, side)
    return 0


def _write(name: str, cause: str, side: Side) -> None:
    body = load(name)
    draft = Draft(body)
    content = encode(draft.change(CAUSES[cause].draw(draft, side, cause)))
    path = DATA / name / "causes" / f"{cause}.{side}.change"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    written = decode(content)
    print(
        f"{name}: {path.name}, {len(content) / 1000:.1f} kB, amounts 0, {', '.join(map(str, draft.amounts))}"
    )
    for figure in written.facts.figures:
        values = ", ".join(f"{value:g}" for value in figure.values)
        print(f"  {figure.key} of {figure.of}, {figure.unit}: {values}")
    for depth, amount, one, other in worst_crossings(body, written):
        print(f"  crosses {depth:.2f} mm more than healthy at {amount}: {one}, {other}")


if __name__ == "__main__":
    sys.exit(main())
