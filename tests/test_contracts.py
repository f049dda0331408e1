"""What the project promises about itself: who imports whom, what it installs, how large it is."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("viewer", "point_maps", "models")
HEAVY = {"vtk", "vtkmodules", "pyvista", "scipy", "mujoco", "matplotlib"}
LARGEST_REPOSITORY = 30_000_000
MACHINE_PATHS = re.compile("|".join([r"(?<![\w.])/wor" + r"k/", r"(?<![\w.])/tm" + r"p/", "/hom" + r"e/\w"]))
ROOMS = "the rooms of the viewer lie on each other"
STEPS = "the steps of the pipeline lie on those before them"
PLAIN_STEPS = ("__main__", "anew", "body", "bake", "gravity", "sources", "tissue", "occlusion", "giving_way")
STEP = ("shapes", "lumbosacral", "bones", "skin", "places", "nerves", "muscles", "neighbours", "causes")
INSIDE = (
    "command",
    "serving",
    "export",
    "pictures",
    "notebook",
    "page",
    "edition",
    "cards",
    "atlas",
    "classroom",
)
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def project_files() -> list[Path]:
    """Every file that is, or would be, committed."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if shutil.which("git") and (ROOT / ".git").exists():
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split(
            "\0"
        )
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    unwanted = {
        ".git",
        ".venv",
        "node_modules",
        "__pycache__",
        "build",
        "dist",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
    }
    return [path for path in ROOT.rglob("*") if path.is_file() and not unwanted & set(path.parts)]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache"]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_imports_keep_their_contracts() -> None:
    linted = lint_imports(ROOT)

    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("models/catalogue.py", "import viewer", "the viewer shows point maps, point maps lie on models"),
        ("viewer/atlas/a.py", "import pyvista", "what serves a page needs no VTK, pyvista, scipy or mujoco"),
        ("point_maps/solve.py", "import aiohttp", "data and places know no web framework"),
        ("viewer/serving/a.py", "import models.pipeline", "nobody imports the pipeline"),
        ("viewer/page/a.py", "import trame_server", "only what serves knows trame's server"),
        ("viewer/edition/a.py", "import aiohttp", "only what serves knows trame's server"),
        ("viewer/classroom/a.py", "import aiohttp", "only what serves knows trame's server"),
        ("viewer/classroom/a.py", "import viewer.serving.a", ROOMS),
        ("viewer/fields.py", "import viewer.classroom.a", ROOMS),
        ("viewer/fields.py", "import viewer.atlas.a", ROOMS),
        ("viewer/atlas/a.py", "import viewer.cards.a", ROOMS),
        ("viewer/cards/a.py", "import viewer.edition.a", ROOMS),
        ("viewer/edition/a.py", "import viewer.page.a", ROOMS),
        ("viewer/page/a.py", "import viewer.serving.a", ROOMS),
        ("viewer/serving/a.py", "import viewer.export.a", ROOMS),
        ("viewer/export/a.py", "import viewer.serving.a", ROOMS),
        ("viewer/serving/a.py", "import viewer.command.a", ROOMS),
        ("viewer/serving/a.py", "import viewer.pictures.a", ROOMS),
        ("viewer/serving/a.py", "import viewer.notebook.a", ROOMS),
        (
            "viewer/notebook/a.py",
            "import pyvista",
            "what serves a page needs no VTK, pyvista, scipy or mujoco",
        ),
        ("viewer/export/a.py", "import viewer.pictures.a", ROOMS),
        ("viewer/pictures/a.py", "import scipy", "what serves a page needs no VTK, pyvista, scipy or mujoco"),
        ("viewer/pictures/a.py", "import trame_server", "only what serves knows trame's server"),
        ("viewer/another.py", "import json", ROOMS),
        ("models/pipeline/bones/a.py", "import models.pipeline.skin.a", STEPS),
        ("models/pipeline/nerves/a.py", "import models.pipeline.muscles.a", STEPS),
        ("models/pipeline/occlusion.py", "import models.pipeline.bake", STEPS),
    ],
)
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, module: str, line: str, broken: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in (
        "viewer/__main__",
        "viewer/fields",
        *(f"viewer/{room}/{module}" for room in INSIDE for module in ("__init__", "a")),
        "point_maps/solve",
        "models/catalogue",
        "models/mesh",
        "models/records",
        "models/vtp",
        *(f"models/pipeline/{step}/{module}" for step in STEP for module in ("__init__", "a")),
        *(f"models/pipeline/{module}" for module in PLAIN_STEPS),
    ):
        path = tmp_path / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for folder in (*PACKAGES, "models/pipeline"):
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / module).write_text(f"{line}\n")

    linted = lint_imports(tmp_path)

    assert linted.returncode == 1
    # A room that no contract knows of is told before any contract is looked at.
    assert f"{broken} BROKEN" in linted.stdout or "viewer.another" in linted.stdout


def test_the_server_imports_nothing_heavy() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "viewer",
        "serve",
        "--no-browser",
        "--port",
        str(port),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", server)
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
        finally:
            server.terminate()
            said = server.communicate(timeout=20)[1]
    imported = set(re.findall(r"^import time:.*\|\s*(\w+)", said, re.MULTILINE))

    assert "viewer" in imported
    assert not HEAVY & imported


def wait_for(url: str, server: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"{url} did not answer")


def test_the_wheel_holds_all_code_and_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr

    with zipfile.ZipFile(next(tmp_path.glob("sciatica_atlas-*.whl"))) as wheel:
        packed = set(wheel.namelist())
    ours = {path.relative_to(ROOT).as_posix() for path in project_files()}
    wanted = {name for name in ours if name.partition("/")[0] in PACKAGES}

    assert {name for name in wanted if name.endswith((".drc", "manifest.json"))}
    assert {name for name in wanted if name.endswith(".toml")}
    assert wanted <= packed


def test_the_command_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["scripts"] == {"sciatica-atlas": "viewer.__main__:main"}


def test_the_repository_stays_small() -> None:
    sizes = {path: path.stat().st_size for path in project_files()}
    largest = sorted(sizes, key=sizes.__getitem__)[-5:]

    assert sum(sizes.values()) <= LARGEST_REPOSITORY, largest


def test_no_file_names_a_path_of_one_machine() -> None:
    named = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in MACHINE_PATHS.finditer(text)]

    assert not named
