"""The table of checks: every gate on every installed body, the misses explained, the exit code."""

import subprocess
import sys

import pytest

from models import catalogue
from models.records import DataError
from point_maps import maps, verify
from point_maps.verify import findings, table
from point_maps.verify.findings import Finding
from point_maps.verify.ranges import COUNT, checks, reason, reasons
from point_maps.verify.registry import check
from populated import each

GATES = {1, 2, 5, 10, 11, 12, 13, 17, 27, 33, 38, *range(45, 54), *range(55, 60), 61}
ENOUGH = 55
"""So many of the 62 checks a body must pass."""


@pytest.fixture(scope="module")
def measured(body, shipped):
    return {finding.check.number: finding for finding in findings.measure(body, shipped)}


@pytest.mark.parametrize("number", sorted(GATES))
def test_a_body_passes_every_gate(measured, number):
    finding = measured[number]

    assert finding.verdict == "pass", finding.trouble or finding.measured


def test_everything_can_be_measured(measured):
    trouble = {number: finding.trouble for number, finding in each(measured.items()) if finding.trouble}

    assert trouble == {}


def test_a_body_passes_enough_checks_in_all(measured):
    missed = [number for number, finding in measured.items() if finding.verdict != "pass"]

    assert len(measured) - len(missed) >= ENOUGH, missed


def test_every_miss_is_explained(measured, body):
    missed = {number for number, finding in measured.items() if finding.verdict == "miss"}
    explained = {number for number in measured if reason(number, body.id)}

    assert missed <= explained


def test_the_checks_are_those_of_the_yardstick():
    assert [check.number for check in checks()] == [*range(1, COUNT + 1)]
    assert {check.number for check in checks() if check.gate} == GATES
    assert all(part.high >= part.low for check in checks() for part in check.range)
    assert not [told.number for told in reasons() if told.number in GATES]
    assert {name for told in reasons() for name in told.bodies} <= set(catalogue.available())


def test_each_check_measures_what_its_ranges_name(measured):
    for number, finding in each(measured.items()):
        if not finding.trouble:
            assert set(finding.measured) == {part.of for part in finding.check.range}, number


def test_a_number_has_one_measure():
    with pytest.raises(ValueError, match="check 1 must have one measure"):
        check(1)(lambda _: {})


def a_finding(number, **measured):
    asked = next(check for check in checks() if check.number == number)
    return Finding(asked, "male", "left", {"": 0.0, **measured}, "")


def test_a_female_body_has_ranges_of_its_own_where_published():
    long = a_finding(3)._replace(measured={"": 115.0})

    assert long.verdict == "miss"
    assert long._replace(sex="female").verdict == "pass"


def test_the_worse_side_is_told():
    good, bad = (a_finding(12)._replace(measured={"": share}) for share in (0.48, 0.58))

    assert findings._worse([good, bad]) is bad
    assert findings._worse([bad, good._replace(measured={}, trouble="no nerve")]).trouble == "no nerve"


def test_a_gate_fails_and_a_soft_check_misses():
    assert a_finding(12)._replace(measured={"": 0.9}).verdict == "FAIL"
    assert a_finding(20)._replace(measured={"": 20.0}).verdict == "miss"
    assert a_finding(12)._replace(measured={"": 0.35}).verdict == "pass"


def test_the_table_is_aligned_and_says_why():
    rows = [
        a_finding(12)._replace(measured={"": 0.9}),
        a_finding(41)._replace(measured={}, trouble="no structure posterior-tibial-artery"),
        a_finding(6)._replace(measured={"L4": 15.0, "S3": 50.0}),
    ]

    lines = table.table("male", rows).splitlines()

    assert lines[0] == "male: 1 of 3 checks pass; 0 of 1 gates; 0 missed, 2 failed"
    heads = lines[2]
    for line in lines[3:8]:
        assert line[heads.index("accepted") - 1] == " "
    assert lines[3].endswith("FAIL")
    assert lines[3][heads.index("measured") :].startswith("0.90")
    assert lines[4].endswith("FAIL")
    assert [line.split()[0] for line in lines[6:8]] == ["L4", "S3"]
    assert lines[-1] == "FAIL 41: cannot measure: no structure posterior-tibial-artery."


@pytest.mark.parametrize(("share", "code"), [(0.48, 0), (0.9, 1)])
def test_a_failed_gate_is_the_exit_code(monkeypatch, capsys, share, code):
    found = [a_finding(12)._replace(measured={"": share}), a_finding(20)._replace(measured={"": 20.0})]
    monkeypatch.setattr("point_maps.verify.command.measure", lambda *_: found)

    assert verify.run([catalogue.available()[0]]) == code
    assert "miss 20:" in capsys.readouterr().out


def test_without_a_name_every_body_is_measured(monkeypatch, capsys):
    monkeypatch.setattr("point_maps.verify.command.measure", lambda *_: [a_finding(12)])

    assert verify.run() == 1
    told = capsys.readouterr().out

    assert all(f"{name}: 0 of 1 checks pass" in told for name in catalogue.available())


def test_an_unknown_body_is_refused():
    with pytest.raises(DataError, match="must be one of"):
        verify.run(["nobody"])


def test_measuring_needs_no_vtk_and_no_scipy():
    code = (
        "import sys, point_maps.verify; print([m for m in sys.modules if m.split('.')[0] in "
        "{'vtk', 'vtkmodules', 'pyvista', 'scipy', 'igl', 'trame', 'mujoco'}])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=maps.DATA.parents[1]
    )

    assert answer.stdout.strip() == "[]"
