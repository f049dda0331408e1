"""Modules stay small, one file of the page speaks with trame, and nobody reads what trame keeps to itself."""

import ast
import re
from pathlib import Path

from populated import each

ROOT = Path(__file__).parents[1]
PACKAGES = ("viewer", "point_maps", "models")
LARGEST = 250
LARGER = {
    "models/pipeline/nerves/canal.py": 312,
    "models/pipeline/nerves/nerve.py": 298,
    "models/pipeline/skin/posing.py": 327,
}
"""Modules that are larger than CONTRIBUTING promises, with their lines: these may only become fewer."""

OF_A_TUPLE = {"_asdict", "_replace", "_fields", "_make"}
"""What `NamedTuple` gives everybody under names that begin with a line."""
TRAME = "viewer/web/source/live.js"


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_module_has_at_most_250_lines() -> None:
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    scripts = (ROOT / "viewer" / "web").rglob("*.js")
    modules += (path for path in scripts if path.parent.name != "words" and "vendor" not in path.parts)
    sizes = {named(path): lines(path) for path in each(modules)}

    assert {name: size for name, size in sizes.items() if size > LARGER.get(name, LARGEST)} == {}
    small = [name for name in LARGER if sizes.get(name, 0) <= LARGEST]
    assert small == [], "small now, or gone: take it out of the list, so that it stays so"
    assert "at most 250" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_one_file_of_the_page_knows_trame() -> None:
    """Its script for drawing is loaded by an address; comments may speak of it."""
    knowing = []
    for path in each((ROOT / "viewer" / "web").rglob("*.js")):
        text = path.read_text("utf-8")
        code = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", text, flags=re.DOTALL)
        if re.search(r"trame(?!-vtk)|wslink", code, re.IGNORECASE):
            knowing.append(named(path))

    assert knowing == [TRAME]


def private(text: str) -> list[str]:
    """What code reads of other objects under names that begin with one line."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute)
        and re.match(r"_(?!_)", node.attr)
        and node.attr not in OF_A_TUPLE
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]


def test_nobody_reads_what_others_keep_to_themselves() -> None:
    """trame and wslink may change that without a word."""
    paths = [path for folder in (*PACKAGES, "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    found = {named(path): private(path.read_text("utf-8")) for path in each(paths)}

    assert {name: read for name, read in found.items() if read} == {}
    own = [path for path in (ROOT / "viewer" / "web").rglob("*.js") if "vendor" not in path.parts]
    scripts = {named(path): path.read_text("utf-8") for path in own}
    inner = {name: re.findall(r"\w+\??\._\w+|\.\$(?!el\b)\w+", text) for name, text in each(scripts.items())}
    assert {name: read for name, read in inner.items() if read} == {}


def test_what_is_private_is_told_from_what_is_not() -> None:
    assert private("session._channel\nstate._pushed_state['a']\nfrom trame import x\nx.y._z()") == [
        "session._channel",
        "state._pushed_state",
        "x.y._z",
    ]
    assert private("self._a\ncls._b\npack._replace(a=1)\nx.__dict__\ntype(x).__name__") == []
