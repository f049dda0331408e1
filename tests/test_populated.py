"""No test passes because there was nothing to look at: a loop that asserts goes over what is surely there.

Read from the tests' own syntax trees. An assertion is sure if every loop around it, and the first loop
within it, goes over a written-out list, `range`, `each(...)`, or what the test is parametrised with.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from populated import each

TESTS = Path(__file__).parent
FOLDERS = ("models", "point_maps", "viewer")
PASSED_ON = ("enumerate", "sorted", "reversed", "list", "tuple", "set", "dict", "frozenset")
"""Calls that give as many things as they are given."""
VIEWS = ("items", "values", "keys", "split", "splitlines")


class Known(NamedTuple):
    """Names of a test that surely hold something, and what the names it makes itself stand for."""

    there: set[str]
    made: dict[str, ast.expr]


Function = ast.FunctionDef | ast.AsyncFunctionDef


def unsure(text: str) -> list[str]:
    """The tests of a module that assert, and each time only in a loop over what may be empty."""
    module = ast.parse(text)
    written = {name for node in module.body for name in _constants(node)}
    return [
        node.name
        for node in ast.walk(module)
        if isinstance(node, Function) and node.name.startswith("test_") and not _is_sure(node, written)
    ]


def _constants(node: ast.AST) -> Iterator[str]:
    """The name a line of a module gives a written-out list."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    value = getattr(node, "value", None)
    if isinstance(value, ast.expr) and _is_there(value, set()):
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _is_sure(function: Function, written: set[str]) -> bool:
    known = Known(written | set(_parameters(function)), dict(_made(function)))
    found = list(_assertions(function.body, True, known))
    return any(found) or not found


def _made(function: Function) -> Iterator[tuple[str, ast.expr]]:
    """What a test calls what it makes in one go: `missing = [...]`."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _parameters(function: Function) -> Iterator[str]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.parametrize":
            names = ast.literal_eval(decorator.args[0])
            yield from names.split(",") if isinstance(names, str) else names


def _assertions(statements: list[ast.stmt], sure: bool, known: Known) -> Iterator[bool]:
    """For each assertion among some statements, whether it is sure to be made."""
    for node in statements:
        if isinstance(node, ast.Assert):
            yield sure and _looks_at_something(node.test, known)
        elif isinstance(node, ast.With) and any("pytest.raises" in ast.unparse(i) for i in node.items):
            yield sure
        loops = isinstance(node, ast.For | ast.AsyncFor | ast.While)
        within = sure and (not loops or (isinstance(node, ast.For) and _is_there(node.iter, known.there)))
        for part in ("body", "orelse", "finalbody"):
            yield from _assertions(getattr(node, part, []), within, known)


def _looks_at_something(test: ast.expr, known: Known) -> bool:
    """Whether an assertion is more than 'none of these' or 'all of these' of what may be empty."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test = test.operand
        if isinstance(test, ast.Call) and ast.unparse(test.func) == "any":
            test = test.args[0]
    elif isinstance(test, ast.Call) and ast.unparse(test.func) == "all":
        test = test.args[0]
    elif isinstance(test, ast.Compare) and ast.unparse(test.comparators[0]) in ("[]", "{}", "set()", "()"):
        test = test.left
    else:
        return True
    if isinstance(test, ast.Name):
        test = known.made.get(test.id, test)
    comprehensions = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    return not isinstance(test, comprehensions) or _is_there(test.generators[0].iter, known.there)


def _is_there(things: ast.expr, known: set[str]) -> bool:
    """Whether what is gone through is surely not empty."""
    match things:
        case ast.Tuple() | ast.List() | ast.Set():
            return bool(things.elts)
        case ast.Dict():
            return bool(things.keys)
        case ast.Constant():
            return bool(things.value)
        case ast.Name():
            return things.id in known
        case ast.Call(func=ast.Name(id=name)):
            return name in ("each", "range") or _passes_on(name, things, known)
        case ast.Call(func=ast.Attribute(value=owner, attr=name)):
            return name in VIEWS and _is_there(owner, known)
    return False


def _passes_on(name: str, call: ast.Call, known: set[str]) -> bool:
    strict = any(
        keyword.arg == "strict" and ast.unparse(keyword.value) == "True" for keyword in call.keywords
    )
    found = [_is_there(part, known) for part in call.args]
    if name == "zip":
        return any(found) if strict else bool(found) and all(found)
    return name in PASSED_ON and bool(found) and found[0]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_test_asserts_only_in_a_loop_over_what_may_be_empty(folder: str) -> None:
    paths = each(sorted((TESTS / folder).glob("test_*.py")))

    found = {path.name: unsure(path.read_text(encoding="utf-8")) for path in paths}

    assert {name: tests for name, tests in found.items() if tests} == {}, "go through each(...) of them"


LOOPS = {
    "for a in things:\n  assert a": True,
    "for a in things.values():\n  for b in (1, 2):\n    assert a": True,
    "for a in each(things):\n  for b in a:\n    assert b": True,
    "for a in things:\n  with pytest.raises(ValueError):\n    a()": True,
    "if there:\n  for a in things:\n    assert a": True,
    "while things:\n  assert things.pop()": True,
    "assert not [a for a in things if a]": True,
    "missing = [a for a in things if a]\nassert not missing": True,
    "missing = [a for a in each(things) if a]\nassert not missing": False,
    "assert [a for a in things if a] == []": True,
    "assert {a for a in each(things) if a} == set()": False,
    "assert not any(a for a in things)": True,
    "assert all(a for a in things.values())": True,
    "for a in zip(things, others):\n  assert a": True,
    "for a in sorted(things):\n  assert a": True,
    "for a in ():\n  assert a": True,
    "for a in things:\n  assert a\nassert things": False,
    "for a in each(things):\n  assert a": False,
    "for a in each(things):\n  for b in each(a):\n    assert b": False,
    "for a in (1, 2):\n  assert a": False,
    "for a in WRITTEN.items():\n  assert a": False,
    "for a in range(3):\n  assert a": False,
    "for a in given:\n  assert a": False,
    "for a in zip(things, (1, 2), strict=True):\n  assert a": False,
    "for a in enumerate(each(things)):\n  assert a": False,
    "assert not [a for a in each(things) if a]": False,
    "assert all(a for a in 'ab')": False,
    "assert things": False,
    "looked_at(things)": False,
}
"""Bodies of a test, and whether they may assert nothing."""


@pytest.mark.parametrize(("body", "empty"), LOOPS.items())
def test_a_loop_that_may_assert_nothing_is_told_from_one_that_does(body: str, empty: bool) -> None:
    lines = "\n".join(f"  {line}" for line in body.split("\n"))
    head = "WRITTEN = {1: 2}\n@pytest.mark.parametrize('given', [1])\n"

    assert unsure(f"{head}def test_it(given, things, others, there):\n{lines}\n") == ["test_it"] * empty


@pytest.mark.parametrize("things", [[], (), {}, "", iter(())])
def test_each_refuses_what_is_empty(things: object) -> None:
    with pytest.raises(AssertionError, match="there is nothing to go through"):
        each(things)


def test_each_gives_what_there_is() -> None:
    assert each({"a": 1}.items()) == [("a", 1)]
    assert each(number for number in (1, 2)) == [1, 2]
