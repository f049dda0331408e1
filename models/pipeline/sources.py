"""The source packages: found where they are installed, and checked byte for byte."""

import hashlib
import importlib.metadata
import importlib.util
import tomllib
from pathlib import Path
from typing import Any

from models.catalogue import Source
from models.records import DataError

TABLE = Path(__file__).parent / "sources.toml"


def verified() -> list[Source]:
    """The sources, each of them installed in the very version and bytes the table names.

    Raises
    ------
    DataError
        With every source that is missing or differs.
    """
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["source"]
    problems = [problem for row in rows for problem in _problems(row)]
    if problems:
        raise DataError(TABLE.name, problems)
    return [Source(**{key: row[key] for key in Source.model_fields}) for row in rows]


def drawn() -> list[Source]:
    """What is written for this atlas itself: tables and the code that draws them."""
    root = Path(__file__).parent
    made = []
    for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["drawn"]:
        digest = hashlib.sha256()
        for path in sorted({path for pattern in row["files"] for path in root.glob(pattern)}):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
        made.append(
            Source(
                id=row["id"],
                title=row["title"],
                package="sciatica-atlas",
                version="1",
                licence="Apache-2.0",
                attribution="The sciatica-atlas authors",
                sha256=digest.hexdigest(),
            )
        )
    return made


def folder(module: str) -> Path:
    """Where a package lies, without running any of its code."""
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise DataError(
            TABLE.name, [f"{module}: must be installed; got nothing. Install the `pipeline` extra."]
        )
    return Path(found.origin).parent


def checksum(row: dict[str, Any]) -> str:
    """One sha256 over the files a row names: path and content of each, in order of path."""
    root, digest = folder(row["module"]), hashlib.sha256()
    files = {path for pattern in row["files"] for path in root.glob(pattern) if path.is_file()}
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _problems(row: dict[str, Any]) -> list[str]:
    package, wanted = row["package"], row["version"]
    mend = f"Run: pip install --no-deps {package}=={wanted}"
    try:
        version = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return [f"{package}: must be installed in version {wanted}; got nothing. {mend}"]
    if version != wanted:
        return [f"{package}: must be version {wanted}; got {version}. {mend}"]
    found = checksum(row)
    if found != row["sha256"]:
        return [
            f"{package}: its files must have sha256 {row['sha256']}; got {found}. {mend} --force-reinstall"
        ]
    return []
