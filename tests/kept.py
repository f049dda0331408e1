"""What editions hold is kept on the disk, so that each server of a test need not make it anew.

The address of a file changes with all that it is made from: what is found under it is what would be made.
As a program this is the command `sciatica-atlas` that keeps so: `python -m tests.kept FOLDER serve`.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from viewer.__main__ import main
from viewer.edition.edition import Edition
from viewer.page.assets import Assets


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Meanwhile editions, and the page's own files, are packed only where they are not in a folder."""
    of_edition, of_assets = Edition.packed, Assets.packed

    def edition_packed(edition: Edition, address: str, ended: Event | None = None) -> bytes:
        if address not in edition.addresses:
            raise KeyError(address)
        return _kept(folder / address, lambda: of_edition(edition, address, ended))

    def assets_packed(assets: Assets, name: str) -> bytes:
        return _kept(folder / assets.url(name), lambda: of_assets(assets, name))

    Edition.packed, Assets.packed = edition_packed, assets_packed  # type: ignore[method-assign]
    try:
        yield
    finally:
        Edition.packed, Assets.packed = of_edition, of_assets  # type: ignore[method-assign]


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What lies there, or is made and put there in one step: others look for it meanwhile."""
    if not path.is_file():
        content = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
            beside.write(content)
        Path(beside.name).replace(path)
    return path.read_bytes()


if __name__ == "__main__":
    with keeping(Path(sys.argv[1])):
        sys.exit(main(sys.argv[2:]))
