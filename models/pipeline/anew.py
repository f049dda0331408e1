"""Parts of a body that is there, made anew in its own skin; every other file of it stays as it is."""

from collections.abc import Callable
from pathlib import Path

from models.catalogue import Body
from models.pipeline import bake
from models.pipeline.body import Laid, discs, laid, roots, within
from models.pipeline.bones.assemble import Named, mirrored
from models.pipeline.giving_way import given_way
from models.pipeline.muscles import muscle
from models.pipeline.muscles.muscle import Fibres
from models.pipeline.neighbours import neighbour
from models.pipeline.nerves import variants
from models.pipeline.nerves.nerve import Course


def shade(body: str, folder: Path, report: Callable[[str], None]) -> None:
    """Work out the occlusion and the tissue of a body that is there anew; its meshes stay as they are.

    Parameters
    ----------
    body, folder, report
        As for `body.make`.

    Raises
    ------
    DataError
        If a source is missing, or the folder holds no body.
    MeshError
        If a mesh of it cannot be read.
    """
    here, beside = _laid(body, folder, report)
    report("occlusion and tissue")
    bake.shade(folder, _fibres(here, beside))


def muscles(body: str, folder: Path, report: Callable[[str], None]) -> None:
    """Make the muscles of a body that is there anew; parameters and errors as for `shade`.

    What its variants have of their own, too, which goes through or around them; all other nerves and bones
    are laid only to be gone around, and are not written.
    """
    here, beside = _laid(body, folder, report)
    report("muscles")
    bellies = muscle.bellies(here.bones, here.skin, here.places, here.courses, beside)
    report("variants")
    others, _ = variants.variants(
        here.bones, here.skin, here.places, here.courses, bellies, discs(here.bones)
    )
    firm = roots(here.courses, within(here.bones, here.courses))
    made: list[Named] = [*given_way(bellies, firm), *others]
    report("occlusion and tissue")
    meshes = {f"{what['id']}.left": mesh for what, mesh in made}
    meshes |= {f"{what['id']}.right": mirrored(mesh) for what, mesh in made}
    bake.replace(folder, meshes, _fibres(here, beside))


def _laid(body: str, folder: Path, report: Callable[[str], None]) -> tuple[Laid, dict[str, Course]]:
    here = laid(body, report, Body(folder).skin)
    report("tendons and vessels")
    return here, neighbour.courses(here.bones, here.skin, here.places, here.courses)


def _fibres(here: Laid, beside: dict[str, Course]) -> dict[str, Fibres]:
    return muscle.fibres(here.bones, here.skin, here.places, here.courses, beside)
