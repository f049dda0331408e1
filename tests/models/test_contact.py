"""What presses and what is pressed touch at full amount, and the cause says where."""

import numpy as np

from models.catalogue import Body, load
from models.change import laid
from models.change_file import read, told
from models.pipeline.shapes.distance import Solid, surface
from populated import each

SPARES = "pregnancy-pelvis"
"""The child's head does not press the trunk."""
TOUCH = 0.35
"""What touches is no farther apart than this, mm, once it lies on the grid."""


def test_every_cause_that_presses_says_where(body: Body):
    for place, path in each(body.causes.items()):
        facts, _, _ = told(path.read_bytes())
        assert (facts.contact is None) == place.startswith(SPARES), place


def test_there_lie_what_presses_and_what_is_pressed():
    body = load("male")
    one_side = {place: path for place, path in body.causes.items() if not place.endswith(".right")}
    for place, path in each(one_side.items()):
        change = read(path)
        meshes = laid(change, body.mesh, 1)
        for names in each((change.facts.presser, change.facts.pressed)):
            solids = [Solid(surface(meshes.get(key) or body.mesh(key))) for key in names]
            away = [abs(solid.distances(np.array([change.facts.contact]))[0][0]) for solid in solids]
            assert min(away) < TOUCH, (place, names)
