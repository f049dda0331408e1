"""The command line: what each command takes, with an example of each."""

import argparse
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from viewer.command.examples import EXAMPLES, NAME
from viewer.command.values import bus, ending, size, within
from viewer.serving.hosts import allowed

COMMANDS = ("serve", "check", "describe", "verify", "export", "picture")

SOLIDS = (
    ("glb", "structures as one 3D model for slides and lessons: metres, y up"),
    ("stl", "structures as one solid for a 3D printer: mm"),
    ("vtm", "structures by name for VTK, pyvista and ParaView: mm, LPS"),
)
"""Kinds of 3D model, and what each is for."""


def with_command(given: Sequence[str]) -> list[str]:
    """Add the default command, `serve`, where none is named."""
    named = given[:1] and given[0] in (*COMMANDS, "-h", "--help", "--version")
    return list(given) if named else ["serve", *given]


def parser() -> argparse.ArgumentParser:
    """Make the parser of the whole command line."""
    whole = argparse.ArgumentParser(
        prog=NAME,
        description="An interactive 3D atlas of sciatica, in your browser. For learning; not medical advice.",
        epilog=EXAMPLES[""],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action=_Version, help="print the version and exit")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _serve(_command(commands, "serve", "serve the page and open it in a browser (the default)"))
    check = _command(commands, "check", "check map files and say everything that is wrong with them")
    check.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a .toml file, or a folder of them"
    )
    describe = _command(commands, "describe", "write the scene as JSON, for other programs")
    _add_body(describe)
    _add_map(describe)
    verify = _command(
        commands, "verify", "measure the bodies against published anatomy, and say where they fall short"
    )
    verify.add_argument("--body", metavar="BODY", help="one body only (default: all that are installed)")
    verify.add_argument(
        "--part",
        choices=("anatomy", "causes", "both"),
        default="both",
        help="the healthy anatomy (seconds), the causes drawn on a body (minutes), or both (the default)",
    )
    _export(commands)
    _picture(commands)
    return whole


def _export(commands: Any) -> None:
    export = _command(commands, "export", "write the atlas to take away: a site, one file, or its meshes")
    kinds = export.add_subparsers(dest="kind", metavar="KIND", required=True)
    site = _command(
        kinds, "site", "a folder for any web host, which works offline after the first visit", "export site"
    )
    site.add_argument("target", type=Path, metavar="DIR", help="the folder to write")
    site.add_argument("--url", default="", help="where it will be: for link previews and the sitemap")
    page = _command(kinds, "page", "one HTML file that opens from a disk with no network", "export page")
    page.add_argument("target", type=Path, metavar="FILE.html", help="the file to write")
    opens = page.add_mutually_exclusive_group()
    opens.add_argument("--select", default="", metavar="ID", help="what it opens with: KI3.left")
    opens.add_argument("--story", default="", metavar="ID", help="the story it opens with: disc-and-root")
    meshes = _command(
        kinds, "meshes", "the meshes of a body as .vtp files, for VTK, pyvista and ParaView", "export meshes"
    )
    meshes.add_argument("target", type=Path, metavar="DIR", help="the folder to write")
    solids = [_solids(kinds, *one) for one in SOLIDS]
    pictures = _command(
        kinds, "pictures", "every cause, healthy beside affected, as small pictures", "export pictures"
    )
    pictures.add_argument("target", type=Path, metavar="DIR", help="the folder to write")
    pictures.add_argument("--body", metavar="BODY", help="one body only (default: all that are installed)")
    for kind in (site, page, pictures, *solids):
        _add_map(kind)
    for kind in (site, page, meshes):
        _add_body(kind)
    for kind in (site, page, meshes, pictures, *solids):
        kind.add_argument("--force", action="store_true", help="replace what lies there")


def _solids(kinds: Any, kind: str, purpose: str) -> argparse.ArgumentParser:
    solids = _command(kinds, kind, purpose, "export glb")
    solids.add_argument("target", type=ending(f".{kind}"), metavar=f"FILE.{kind}", help="the file to write")
    solids.add_argument(
        "address", nargs="?", default="", metavar="ADDRESS",
        help="an address of the page, all of which is written, or a cause by its name",
    )  # fmt: skip
    solids.add_argument(
        "--select", action="append", default=[], metavar="ID",
        help="in place of an address a structure, a layer or a cause; may be given more than once "
        "(default: the whole body)",
    )  # fmt: skip
    _add_wish(solids)
    return solids


def _picture(commands: Any) -> None:
    picture = _command(commands, "picture", "draw what an address shows into a picture file")
    picture.add_argument("address", metavar="ADDRESS", help="a cause by its name, or an address of the page")
    picture.add_argument(
        "target",
        type=Path,
        metavar="FILE",
        help="the picture: .png or .webp; where it moves .gif, .webp or .mp4",
    )
    picture.add_argument("--side", choices=("left", "right", "midline"), help="the side of the patient")
    _add_wish(picture)
    picture.add_argument(
        "--size", type=size, metavar="WxH", help="pixels (default: 960x720, where it moves 640x480)"
    )
    picture.add_argument("--labels", action="store_true", help="with the names of what is seen")
    picture.add_argument("--legend", action="store_true", help="with a key to the colours")
    picture.add_argument("--transparent", action="store_true", help="with nothing behind the body")
    moves = picture.add_mutually_exclusive_group()
    moves.add_argument(
        "--turntable", dest="moves", action="store_const", const="turntable", help="once around, for ever"
    )
    moves.add_argument(
        "--morph", dest="moves", action="store_const", const="morph", help="a cause from healthy to affected"
    )
    picture.add_argument(
        "--frames", type=within(2, 240), default=36, metavar="N", help="pictures in what moves (default: 36)"
    )
    picture.add_argument(
        "--seconds", type=within(1, 60), default=6, metavar="N", help="how long it moves (default: 6)"
    )
    _add_map(picture)


def _command(commands: Any, name: str, purpose: str, example: str = "") -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}.",
        epilog=EXAMPLES[example or name],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return made


def _serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: this machine only)")
    serve.add_argument(
        "--port", type=within(0, 65535), default=8080, help="the port, 0 for any free one (default: 8080)"
    )
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        type=allowed,
        metavar="NAME",
        help="a further name to answer to while listening on this machine only, such as the name a proxy "
        "passes on; may be given more than once",
    )
    serve.add_argument(
        "--class-bus",
        type=bus,
        metavar="URL",
        help="a Valkey or Redis server, redis://host:6379, where several processes hold classes together",
    )
    serve.add_argument("--no-browser", action="store_true", help="only print the address of the page")
    _add_body(serve)
    _add_map(serve)


def _add_body(to: argparse.ArgumentParser) -> None:
    to.add_argument(
        "--body",
        default="male",
        metavar="BODY",
        help="the body: male, female or female-pregnant (default: male)",
    )


def _add_wish(to: argparse.ArgumentParser) -> None:
    """What goes before what an address says."""
    to.add_argument("--body", metavar="BODY", help="the body (default: the address's, or male)")
    to.add_argument(
        "--amount",
        type=within(0, 100),
        help="from 0, healthy, to 100, fully affected (default: the address's; of a cause by its name 100)",
    )


def _add_map(to: argparse.ArgumentParser) -> None:
    help_text = "a map file of your own, or a folder of them; may be given more than once"
    to.add_argument("--map", action="append", default=[], type=Path, metavar="FILE_OR_DIR", help=help_text)


class _Version(argparse.Action):
    """Prints the version; it is looked up only when somebody asks."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        sys.stdout.write(f"{NAME} {version()}\n")
        parser.exit()


def version() -> str:
    """The version of this checkout, or of what is installed."""
    from importlib import metadata

    project = Path(__file__).parents[2] / "pyproject.toml"
    if project.is_file():
        table = tomllib.loads(project.read_text("utf-8")).get("project", {})
        if table.get("name") == NAME:
            return str(table["version"])
    return metadata.version(NAME)
