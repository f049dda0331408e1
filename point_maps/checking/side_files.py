"""What lies in a folder of maps that nobody wrote as one: hidden, editors' and systems' files."""

import fnmatch
import os
from pathlib import Path

EDITORS = ("*~", "#*#", "~$*", "*.swp", "*.swo", "*.bak")
"""Names of the copies and locks that Emacs, vi, Word and the like lay beside a file."""
SYSTEMS = ("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
"""Files Windows and macOS lay into folders."""
PROGRAMS = (
    "__macosx", "__pycache__", "node_modules", "venv", "$recycle.bin", "system volume information",
    "lost+found", "@eadir",
)  # fmt: skip
"""Folders that hold what programs, systems and bins keep: a map in one is a copy, or was thrown away."""
ENVIRONMENT = ("pyvenv.cfg", "conda-meta")
"""What only the folder of a Python environment holds; it may have any name."""


def is_map(name: str) -> bool:
    """Whether a file of a folder is read as a map."""
    return name.lower().endswith(".toml") and not is_side_file(name)


def is_side_file(name: str) -> bool:
    """Whether a file of a folder is none of its own: hidden, an editor's or a system's."""
    small = name.lower()
    return (
        name.startswith(".") or small in SYSTEMS or any(fnmatch.fnmatchcase(small, kind) for kind in EDITORS)
    )


def is_side_folder(folder: Path) -> bool:
    """Whether a folder within a folder holds what is none of its own."""
    small = folder.name.lower()
    return (
        small.startswith(".")
        or small in PROGRAMS
        or any(os.path.lexists(folder / part) for part in ENVIRONMENT)
    )
