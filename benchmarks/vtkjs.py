"""The peer's library: vtk.js as its makers publish it, fetched once with npm."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "36.0.0"
"""The release whose code trame-vtk 2.11.17 carries, so that only what lies around it differs."""

CACHE = Path(tempfile.gettempdir()) / f"vtk.js-{VERSION}.js"


def script() -> Path:
    """Give the file that defines `window.vtk`, fetching it at the first call.

    Raises
    ------
    RuntimeError
        If npm is missing, or cannot fetch the package.
    """
    if not CACHE.exists():
        _fetch()
    return CACHE


def _fetch() -> None:
    npm = shutil.which("npm")
    if npm is None:
        msg = "npm: must be installed to fetch vtk.js for the bare page; got none. Install Node.js."
        raise RuntimeError(msg)
    with tempfile.TemporaryDirectory() as folder:
        got = subprocess.run(
            [npm, "pack", "--silent", f"vtk.js@{VERSION}"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if got.returncode:
            msg = f"npm pack vtk.js@{VERSION}: must succeed; got {got.stderr.strip()}"
            raise RuntimeError(msg)
        with tarfile.open(Path(folder) / got.stdout.split()[-1]) as package:
            package.extractall(folder, filter="data")
        shutil.copy(Path(folder) / "package" / "vtk.js", CACHE)
