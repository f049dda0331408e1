"""Causes are measured by several processes, and what comes of them is in order."""

from types import SimpleNamespace

import pytest

from models import catalogue
from point_maps.verify import causes
from point_maps.verify.at_once import at_once
from populated import each
from viewer.command.parser import parser


def test_work_comes_back_in_order_and_says_how_far_it_is(capsys):
    assert list(at_once(abs, [-3, 2, -1], "done")) == [3, 2, 1]
    assert capsys.readouterr().err.splitlines() == [f"done: {count} of 3" for count in (1, 2, 3)]


def test_on_a_terminal_it_is_said_in_one_line(monkeypatch):
    said = []
    terminal = SimpleNamespace(isatty=lambda: True, write=said.append, flush=lambda: None)
    monkeypatch.setattr("sys.stderr", terminal)

    list(at_once(abs, [-3, 2], "done"))

    assert said == ["done: 1 of 2\r", "done: 2 of 2\n"]


def test_what_goes_wrong_elsewhere_is_raised_here():
    with pytest.raises(TypeError):
        list(at_once(abs, [1, "two"], "done"))


def test_every_cause_of_every_body_is_measured_once(monkeypatch):
    asked = []
    monkeypatch.setattr(
        causes, "at_once", lambda _, tasks, __: asked.extend(tasks) or ([task] for task in tasks)
    )

    found = dict(causes.measured(["male", "female"]))

    assert list(found) == ["male", "female"]
    assert found["male"] + found["female"] == asked
    for name, drawn in each(found.items()):
        places = {place.rpartition(".")[0] for place in catalogue.load(name).causes}
        assert sorted(cause for _, cause in drawn) == sorted(places)
        assert {body for body, _ in drawn} == {name}


def test_both_parts_are_measured_where_none_is_named():
    assert parser().parse_args(["verify"]).part == "both"
