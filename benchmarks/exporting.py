"""How large the atlas is that is taken away: one file, and a folder for a web host."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.budgets import Row, at_most
from models import catalogue


def exporting(body: str) -> list[Row]:
    """Export a page and a site of all bodies, and add up their files."""
    bodies = len(catalogue.available())
    with tempfile.TemporaryDirectory() as folder:
        page, site = Path(folder) / "atlas.html", Path(folder) / "atlas"
        _export("page", page, body)
        _export("site", site, body)
        whole = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        return [
            at_most("one-file page", page.stat().st_size / 1e6, 5, "MB"),
            at_most(f"exported site of {bodies} bodies", whole / 1e6, 25, "MB", 1),
        ]


def _export(kind: str, target: Path, body: str) -> None:
    subprocess.run([sys.executable, "-m", "viewer", "export", kind, target, "--body", body], check=True)
