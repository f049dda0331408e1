"""The documents say what is there: commands, options, files and links."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), *ROOT.glob("docs/**/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@cache
def help_of(*command: str) -> str:
    asked = [sys.executable, "-m", "viewer", *command, "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def verbs(*command: str) -> set[str]:
    """The commands, or the kinds of one."""
    return set(re.findall(r"^    ([a-z]+) {2,}", help_of(*command), re.MULTILINE))


def test_every_verb_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"sciatica-atlas ([a-z]+)", README))

    assert named == verbs()


def test_every_option_in_the_documents_exists() -> None:
    commands = [(), *((verb,) for verb in sorted(verbs()))]
    commands += [(*command, kind) for command in commands[1:] for kind in sorted(verbs(*command))]
    known = "\n".join(help_of(*command) for command in commands)
    assert "--select" in known
    for page in PAGES:
        for line in re.findall(r"sciatica-atlas`? [^\n`]*--[^\n`]*", page.read_text(encoding="utf-8")):
            for option in re.findall(r"--[a-z-]+", line.partition("sciatica-atlas")[2]):
                assert option in known, f"{page.name}: {option}"


def test_every_module_that_the_documents_run_exists() -> None:
    for page in PAGES:
        for module in re.findall(r"python -m ([a-z_.]+)", page.read_text(encoding="utf-8")):
            assert importlib.util.find_spec(module.rstrip(".")), f"{page.name}: {module}"


def test_every_extra_in_the_documents_exists() -> None:
    for page in PAGES:
        for extra in re.findall(r'"?\.\[([a-z]+)\]"?', page.read_text(encoding="utf-8")):
            assert extra in PROJECT["optional-dependencies"], f"{page.name}: {extra}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_inside_the_repository_resolve(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]

    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_first_screen_says_what_it_is_and_what_it_is_not() -> None:
    first = README.partition("\n## ")[0]

    assert "docs/images/atlas.png" in first
    assert "not medical advice" in first
    assert "pip install . && .venv/bin/sciatica-atlas" in first
    assert 'pip install ".[test]" && .venv/bin/python -m pytest' in first


def test_every_body_is_described() -> None:
    described = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    bodies = [manifest.parent.name for manifest in (ROOT / "models" / "data").glob("*/manifest.json")]

    assert bodies
    assert [body for body in bodies if body not in described] == []


def test_every_kind_of_map_file_is_described() -> None:
    described = (ROOT / "docs" / "point-maps.md").read_text(encoding="utf-8")
    data = ROOT / "point_maps" / "data"
    kinds = {path.relative_to(data).parts[0] for path in data.rglob("*.toml")}

    assert kinds
    assert sorted(kind for kind in kinds if kind not in described) == []


def test_the_citation_fits_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]


def test_the_notice_names_every_source_of_every_body() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    manifests = (ROOT / "models" / "data").glob("*/manifest.json")
    named = {match for path in manifests for match in re.findall(r'"package":\s*"([^"]+)"', path.read_text())}

    assert named
    assert [package for package in sorted(named) if package not in notice] == []
