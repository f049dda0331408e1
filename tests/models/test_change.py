"""Changes: halved edges, shifts from amount to amount, and the file they travel in."""

from pathlib import Path

import numpy as np
import pytest

from models.change import STEP, Appearing, Change, Facts, Figure, Moved, Section, laid, shares
from models.change_file import ChangeError, decode, encode, read, told
from models.halving import halve, refined
from models.mesh import Mesh

CORNERS = np.array([[0.0, 0, 0], [8, 0, 0], [0, 8, 0], [0, 0, 8]])
TETRAHEDRON = Mesh(CORNERS, np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]]))
AMOUNTS = (0.5, 1.0)
ROUNDS = (np.array([0, 1, 2]), np.array([0, 4, 5]))


def section() -> Section:
    return Section(
        name="across",
        origin=(0.0, 0.0, 0.0),
        right=(-1.0, 0.0, 0.0),
        up=(0.0, -1.0, 0.0),
        width=12.0,
        height=10.0,
        seed="root",
        walls=("disc", "bone"),
    )


def facts(**other: object) -> Facts:
    told = {
        "cause": "l5-s1-herniated-disc",
        "body": "male",
        "amounts": AMOUNTS,
        "presser": ("disc",),
        "pressed": ("root",),
        "contact": (1.0, 2.0, 3.0),
        "section": section(),
        "figures": (Figure(key="least-gap", of="root", unit="mm", values=(4.3, 1.2, 0.1)),),
        "sources": ("etg-disc",),
    }
    return Facts.model_validate({**told, **other})


def shifts(count: int) -> np.ndarray:
    steps = np.random.default_rng(5).integers(-300, 300, (len(AMOUNTS), count, 3))
    return steps * STEP


def change() -> Change:
    moved = Moved(ROUNDS, np.array([1, 3, 5]), shifts(3))
    band = Appearing(
        "band", "Band", "Ligamentum", "ligament", "", TETRAHEDRON, Moved((), np.array([2]), shifts(1))
    )
    return Change(facts(), {"disc": moved}, (band,))


def volume(mesh: Mesh) -> float:
    a, b, c = mesh.points[mesh.triangles].transpose(1, 0, 2)
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def area(mesh: Mesh) -> float:
    a, b, c = mesh.points[mesh.triangles].transpose(1, 0, 2)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def edges(mesh: Mesh) -> dict[tuple[int, int], int]:
    counted: dict[tuple[int, int], int] = {}
    for triangle in mesh.triangles.tolist():
        for start, end in zip(triangle, triangle[1:] + triangle[:1], strict=True):
            counted[start, end] = counted.get((start, end), 0) + 1
    return counted


@pytest.mark.parametrize("chosen", [[], [0], [0, 1], [0, 1, 2], [1, 2, 3], [0, 1, 2, 3]])
def test_halving_keeps_the_shape_and_leaves_no_hole(chosen):
    halved = halve(TETRAHEDRON, np.array(chosen, np.int64))

    assert volume(halved) == pytest.approx(volume(TETRAHEDRON))
    assert area(halved) == pytest.approx(area(TETRAHEDRON))
    assert all(halved_once == 1 for halved_once in edges(halved).values())
    assert all((end, start) in edges(halved) for start, end in edges(halved))


def test_halving_keeps_points_at_their_numbers_and_adds_the_middles_of_edges_in_order():
    halved = halve(TETRAHEDRON, np.array([0, 1, 2]))

    assert halved.points[:4].tolist() == CORNERS.tolist()
    assert halved.points[4:].tolist() == [[4, 0, 0], [0, 4, 0], [4, 4, 0]]


def test_halving_only_what_has_both_ends_chosen():
    assert len(halve(TETRAHEDRON, np.array([3])).points) == 4
    assert len(halve(TETRAHEDRON, np.array([1, 3])).points) == 5


def test_shifts_run_straight_from_one_amount_to_the_next():
    assert shares(AMOUNTS, 0.0).tolist() == [0, 0]
    assert shares(AMOUNTS, 0.25).tolist() == [0.5, 0]
    assert shares(AMOUNTS, 0.75).tolist() == [0.5, 0.5]
    assert shares(AMOUNTS, 1.0).tolist() == [0, 1]


def test_amount_0_is_the_healthy_body_exactly_and_nothing_appears():
    meshes = laid(change(), {"disc": TETRAHEDRON}.__getitem__, 0)

    assert list(meshes) == ["disc"]
    assert np.array_equal(meshes["disc"].points, refined(TETRAHEDRON, ROUNDS).points)


def test_amount_1_is_the_healthy_body_with_the_last_shifts():
    one = change()
    meshes = laid(one, {"disc": TETRAHEDRON}.__getitem__, 1)
    went = meshes["disc"].points - refined(TETRAHEDRON, ROUNDS).points

    assert np.array_equal(went[[1, 3, 5]], one.moved["disc"].shifts[-1])
    assert not went[[0, 2, 4]].any()
    assert np.array_equal(meshes["band"].points[2], CORNERS[2] + one.appearing[0].moved.shifts[-1, 0])


def test_a_change_comes_back_as_it_was_written():
    one, again = change(), decode(encode(change()))

    assert again.facts == one.facts
    for before, after in (
        (one.moved["disc"], again.moved["disc"]),
        (one.appearing[0].moved, again.appearing[0].moved),
    ):
        assert [chosen.tolist() for chosen in after.halved] == [chosen.tolist() for chosen in before.halved]
        assert after.numbers.tolist() == before.numbers.tolist()
        assert np.array_equal(after.shifts, before.shifts)
    assert np.array_equal(again.appearing[0].mesh.points, TETRAHEDRON.points)
    assert np.array_equal(again.appearing[0].mesh.triangles, TETRAHEDRON.triangles)


def test_shifts_are_rounded_to_a_step():
    off = Moved((), np.array([0]), np.array([[[1.0, 0.0, 0.3]], [[2.0, 0.0, 0.61]]]))
    again = decode(encode(Change(facts(), {"disc": off}))).moved["disc"]

    assert np.abs(again.shifts - off.shifts).max() <= STEP / 2


def test_what_a_change_says_of_itself_is_read_without_its_numbers():
    said, moved, appearing = told(encode(change()))
    assert appearing == {"band": "ligament"}

    assert said == facts()
    assert moved == ("disc",)


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", encode(change())[:-9], encode(change())[9:]])
def test_bytes_that_are_no_change_are_refused(rubbish: bytes):
    with pytest.raises(ChangeError, match="must be a change"):
        decode(rubbish)


def test_a_file_that_is_no_change_is_named(tmp_path: Path):
    (tmp_path / "a.change").write_bytes(b"rubbish")

    with pytest.raises(ChangeError, match=r"a\.change: must be a change"):
        read(tmp_path / "a.change")


@pytest.mark.parametrize("amounts", [(0.0, 1.0), (0.5, 1.5)])
def test_amounts_beyond_0_to_1_are_refused(amounts: tuple[float, ...]):
    with pytest.raises(ValueError, match="amounts"):
        facts(amounts=amounts)
