"""What the questions of quizzes name, and whether a body has it."""

from collections.abc import Collection, Iterator

from models.catalogue import Body
from point_maps.checking.problems import Problem
from point_maps.checking.story_places import lacking, things
from point_maps.maps import PointMap
from point_maps.records.quizzes import Question


def problems(point_map: PointMap, body: Body) -> Iterator[Problem]:
    """Everything that questions name and a body lacks, or has as something else, one problem each."""
    known = things(point_map, body)
    fitting = {
        "nerve": frozenset(body.nerves),
        "felt": _of(known, point_map.zones),
        "point": _of(known, point_map.regions),
        "match": _of(known, point_map.sites),
    }
    for reading in point_map.readings:
        for number, quiz in enumerate(reading.content.quiz if reading.content else ()):
            for count, question in enumerate(quiz.question):
                for field, name in _named(question):
                    kind = question.kind if field == "thing" else field
                    what, there = WHAT.get(kind, "thing"), fitting.get(kind, known)
                    if name not in there:
                        place = f"quiz {quiz.id}, question {count + 1}, {field}"
                        at = ("quiz", number, "question", count, field)
                        yield lacking(reading, at, place, name, what, there, body.id)


WHAT = {"nerve": "nerve", "felt": "zone", "point": "point region", "match": "cause"}
"""What must be named, where that is no thing of any kind."""


def _of(known: Collection[str], stems: Collection[str]) -> frozenset[str]:
    """Those of some records, with their sides."""
    return frozenset(name for name in known if name.partition(".")[0] in stems)


def _named(question: Question) -> Iterator[tuple[str, str]]:
    """Each thing a question names, with the key it stands under."""
    single = {"thing": question.thing, "nerve": question.nerve, "felt": question.felt}
    yield from ((field, name) for field, name in single.items() if name)
    yield from (("choices", name) for name in question.choices)
    yield from (("order", name) for name in question.order)
