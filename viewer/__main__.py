"""The command `sciatica-atlas`: serve the page, check map files, describe the scene, verify the bodies."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models import catalogue
from models.mesh import MeshError
from models.records import DataError
from viewer.command import output
from viewer.command.examples import NAME
from viewer.command.parser import parser, with_command

BAD = 1
"""The exit code where data cannot be used or a thing cannot be done; for wrong use argparse has its 2."""

SOME = 6
"""So many of what cannot be printed are named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 0, 1 for bad data, 2 for wrong use."""
    output.prepare()
    try:
        options = parser().parse_args(with_command(sys.argv[1:] if arguments is None else arguments))
        done = int(_RUN[options.command](options))
        sys.stdout.flush()
        return done
    except (DataError, MeshError) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:  # who read the output has left
        output.stop()
    except OSError as error:
        print(f"what was asked for cannot be written: {error.strerror or error}", file=sys.stderr)
        output.stop()
    except KeyboardInterrupt:
        return 0
    return BAD


def _serve(options: Namespace) -> int:
    import asyncio
    import gc

    gc.disable()  # all that is read and made until the page is there stays: nothing of it is garbage
    from point_maps import maps
    from viewer.atlas import Atlas
    from viewer.edition.library import Library
    from viewer.serving.running import serve

    atlas = Atlas(catalogue.load(options.body), maps.load(options.map))
    if options.map:  # what of it cannot be placed is told before anybody is served
        atlas.solve()
    library = Library(atlas)

    def listening(url: str) -> None:
        gc.enable()
        _listening(url, options.no_browser)

    try:
        asyncio.run(
            serve(library, options.host, options.port, listening, options.allow_host, options.class_bus)
        )
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
    try:
        print(f"Sciatica atlas: {url}\nStop it with Ctrl+C.", flush=True)
    except OSError:  # it can be served all the same
        output.stop()
    if not quiet:
        import threading
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _check(options: Namespace) -> int:
    from point_maps import check

    report = check.report(options.paths)
    if report.told:
        print(report.told, file=sys.stderr)
    if report.problems:
        return BAD
    print(report.summary)
    return 0


def _describe(options: Namespace) -> int:
    from point_maps import maps
    from point_maps.solving import solve
    from viewer.command.describe import describe

    body = catalogue.load(options.body)
    placement = solve.place(maps.load(options.map), body)
    # On a terminal that lacks letters they are written as \uXXXX: it stays JSON.
    json.dump(describe(body, placement), sys.stdout, ensure_ascii=not output.takes_every_letter())
    print()
    return 0


def _verify(options: Namespace) -> int:
    from viewer.command import verify

    return verify.run(options.body, options.part)


def _picture(options: Namespace) -> int:
    from point_maps import maps

    with _extra("pictures"):
        from viewer.pictures import asked, moving

    wish = asked.Wish(body=options.body, side=options.side, amount=options.amount)
    extras = asked.Extras(options.labels, options.legend, options.transparent)
    what = options.address, options.target, maps.load(options.map)
    if options.moves:
        motion = moving.Motion(options.moves, options.frames, options.seconds)
        size = moving.film(*what, options.size or (640, 480), motion, wish, extras)
    else:
        size = asked.picture(*what, options.size or (960, 720), wish, extras)
    print(f"{options.target}: {size / 1e3:.0f} kB")
    return 0


def _glances(options: Namespace) -> int:
    """Write the small pictures of every cause."""
    from point_maps import maps

    with _extra("pictures"):
        from viewer.pictures.glance import glances

    bodies = [options.body] if options.body else catalogue.available()
    for made in glances(options.target, bodies, maps.load(options.map), force=options.force):
        print(f"{made.path}: {made.size / 1e3:.1f} kB", flush=True)
    return 0


@contextmanager
def _extra(name: str) -> Iterator[None]:
    """What only an extra of the package brings is imported in here."""
    try:
        yield
    except ModuleNotFoundError as error:
        found = f"must be installed with its extra `{name}`; got no {error.name}"
        raise DataError(NAME, [f"{found}. Install it: pip install '{NAME}[{name}]'"]) from error


def _solids(options: Namespace) -> int:
    """Write a 3D model; of one that is to be printed it is said where it is open."""
    from point_maps import maps

    with _extra("pictures"):
        from viewer.pictures import solids
        from viewer.pictures.chosen import Wanted, chosen
    from viewer.export import written

    wanted = Wanted(options.address, options.select, options.body, options.amount)
    with written.beside(options.target, force=options.force) as made:
        atlas, parts = chosen(wanted, maps.load(options.map))
        solids.solids(made, atlas, parts)
        size = sum(file.stat().st_size for file in made.parent.rglob("*") if file.is_file())
    print(f"{options.target}: {size / 1e6:.1f} MB")
    if options.kind == "stl" and (gaping := solids.gaping(parts)):
        more = f" and {len(gaping) - SOME} more" if len(gaping) > SOME else ""
        print(
            f"Surfaces that are no solids to print: {', '.join(gaping[:SOME])}{more}. Leave them out: hide="
        )
    return 0


def _export(options: Namespace) -> int:
    if options.kind == "pictures":
        return _glances(options)
    if options.kind in ("glb", "stl", "vtm"):
        return _solids(options)
    from point_maps import maps

    if options.kind == "meshes":
        from viewer.export.meshes import meshes

        size = meshes(options.target, options.body, force=options.force)
    elif options.kind == "site":
        from viewer.export.site import site

        offered, point_map = catalogue.available(), maps.load(options.map)
        size = site(options.target, options.body, offered, point_map, options.url, force=options.force)
    else:
        from viewer.export.one_file import one_file

        opens = maps.load(options.map), options.select, options.story
        size = one_file(options.target, options.body, *opens, force=options.force)
    print(f"{options.target}: {size / 1e6:.1f} MB")
    return 0


_RUN = {
    "export": _export, "serve": _serve, "check": _check, "describe": _describe, "verify": _verify,
    "picture": _picture,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
