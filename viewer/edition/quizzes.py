"""Quizzes that somebody prepared, as the page asks them: what each question is about, in one voice."""

from typing import Any

from point_maps.records.quizzes import Question
from point_maps.records.statements import Voice
from viewer.atlas import Atlas
from viewer.cards.writer import Writer


def listed(atlas: Atlas) -> list[dict[str, Any]]:
    """What can be taken: the questions come with the voice."""
    return [
        {"id": quiz.id, "title": quiz.title, "count": len(_asked(atlas, quiz.question))}
        for quiz in atlas.map.quizzes.values()
    ]


def told(atlas: Atlas, quiz_id: object, voice: Voice) -> dict[str, Any] | None:
    """A quiz with its questions, or None if there is no such quiz."""
    quiz = atlas.map.quizzes.get(quiz_id) if isinstance(quiz_id, str) else None
    if quiz is None:
        return None
    writer = Writer(atlas.map, voice)
    questions = [_told(one, writer) for one in _asked(atlas, quiz.question)]
    words = writer.numbered({"about": writer.line(quiz.about), "questions": questions})
    return {"id": quiz.id, "title": quiz.title, **words, "sources": writer.sources()}


def _asked(atlas: Atlas, questions: tuple[Question, ...]) -> list[Question]:
    """Those about things that this body has."""
    return [one for one in questions if all(name in atlas.entries for name in _things(one))]


def _things(question: Question) -> list[str]:
    single = (question.thing, question.nerve, question.felt)
    return [*(name for name in single if name), *question.choices, *question.order]


def _told(question: Question, writer: Writer) -> dict[str, Any]:
    given = {"choices": list(question.choices), "order": list(question.order)}
    single = {"nerve": question.nerve, "felt": question.felt}
    return {
        "kind": question.kind,
        "thing": question.thing or question.order[-1],
        **{key: value for key, value in (given | single).items() if value},
        **({"asks": question.asks.said(writer.voice)} if question.asks else {}),
        **({"because": writer.line(question.because)} if question.because else {}),
    }
