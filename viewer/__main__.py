"""The command `sciatica-atlas`: serve the page, check map files, describe the scene, verify the bodies."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from models import catalogue
from models.mesh import MeshError
from models.records import DataError
from viewer.serving.hosts import allowed

USAGE, BAD = 2, 1
COMMANDS = ("serve", "check", "describe", "verify")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 0, 1 for bad data, 2 for wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(_with_command(given))
    try:
        return int(_RUN[options.command](options))
    except (DataError, MeshError) as error:
        print(error, file=sys.stderr)
        return BAD
    except BrokenPipeError:
        # Who read the output has left: nothing more is written, not even at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD
    except KeyboardInterrupt:
        return 0


def _with_command(given: list[str]) -> list[str]:
    """Add the default command, `serve`, where none is named."""
    asks_help = given[:1] in (["-h"], ["--help"], ["--version"])
    return given if asks_help or (given[:1] and given[0] in COMMANDS) else ["serve", *given]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sciatica-atlas",
        description="An interactive 3D atlas of sciatica, in your browser. For learning; not medical advice.",
        epilog="Without a command it serves the page. `sciatica-atlas serve --help` explains its options.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_serve(commands)
    check = commands.add_parser("check", help="check map files and say everything that is wrong with them")
    check.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a .toml file, or a folder of them"
    )
    describe = commands.add_parser("describe", help="write the scene as JSON, for other programs")
    _add_body(describe)
    _add_map(describe)
    verify = commands.add_parser(
        "verify", help="measure the bodies against published anatomy, and say where they fall short"
    )
    verify.add_argument("--body", metavar="BODY", help="one body only (default: all that are installed)")
    return parser


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve the page and open it in a browser (the default)")
    serve.add_argument("--host", default="127.0.0.1", help="where to listen (default: this machine only)")
    serve.add_argument(
        "--port", type=_port, default=8080, help="the port, 0 for any free one (default: 8080)"
    )
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        type=allowed,
        metavar="NAME",
        help="a further name to answer to while listening on this machine only; may be given more than once",
    )
    serve.add_argument("--no-browser", action="store_true", help="only print the address of the page")
    _add_body(serve)
    _add_map(serve)


def _add_body(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--body",
        default="male",
        metavar="BODY",
        help="the body: male, female or female-pregnant (default: male)",
    )


def _add_map(parser: argparse.ArgumentParser) -> None:
    help_text = "a map file of your own, or a folder of them; may be given more than once"
    parser.add_argument(
        "--map", action="append", default=[], type=Path, metavar="FILE_OR_DIR", help=help_text
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        msg = f"must be a number from 0 to 65535; got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    import asyncio

    from point_maps import maps
    from viewer.serving.library import Library, make
    from viewer.serving.server import serve

    library = Library(make(options.body, maps.load(options.map)), ahead=True)

    def listening(url: str) -> None:
        _listening(url, options.no_browser)

    try:
        asyncio.run(serve(library, options.host, options.port, listening, options.allow_host))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        print(
            f"port {options.port} on {options.host}: cannot listen there ({reason}). "
            "Choose another one with --port, or --port 0 for any free one.",
            file=sys.stderr,
        )
        return BAD
    return 0


def _listening(url: str, quiet: bool) -> None:
    print(f"Sciatica atlas: {url}\nStop it with Ctrl+C.", flush=True)
    if not quiet:
        import threading
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _check(options: argparse.Namespace) -> int:
    from point_maps import check

    report = check.report(options.paths)
    if report.told:
        print(report.told, file=sys.stderr)
    if report.problems:
        return BAD
    print(report.summary)
    return 0


def _describe(options: argparse.Namespace) -> int:
    from point_maps import maps
    from point_maps.solving import solve
    from viewer.describe import describe

    body = catalogue.load(options.body)
    placement = solve.place(maps.load(options.map), body)
    json.dump(describe(body, placement), sys.stdout, ensure_ascii=False)
    print()
    return 0


def _verify(options: argparse.Namespace) -> int:
    from point_maps import verify

    bodies = [options.body] if options.body else catalogue.available()
    for body in bodies:
        catalogue.load(body)
    return int(verify.run(bodies))


_RUN = {"serve": _serve, "check": _check, "describe": _describe, "verify": _verify}

if __name__ == "__main__":
    sys.exit(main())
