"""What the command writes is UTF-8 in every file and pipe, JSON stays JSON, and no terminal makes it fail."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE_PAGES = ["ascii", "cp1252", "cp1251", "cp437", "gbk", "cp932", "utf-16", "utf-8"]
"""What Python takes over from the system where output is redirected: Western, Russian, Chinese, Japanese."""

FEW_CHECKS = """
import sys
from functools import partial
from point_maps.verify import command
from viewer.__main__ import main
command.measure = partial(command.measure, only=(22, 23, 24))
sys.exit(main())
"""
AS_INSTALLED, WITH_A_SHORT_TABLE = ("-m", "viewer"), ("-c", FEW_CHECKS)
"""How the command is started; to measure all rows of the table takes seconds."""

WRONG = 'title = "Tàixī 太溪 ½"\nversion = 1\n太溪 = 1\n'


def start_of(*arguments: str) -> tuple[str, str]:
    return WITH_A_SHORT_TABLE if arguments[0] == "verify" else AS_INSTALLED


def run(
    *arguments: str, code_page: str = "", out: int | None = None, start: tuple[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    given = {**os.environ, "PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"}
    return subprocess.run(
        [sys.executable, *(start or start_of(*arguments)), *arguments],
        cwd=ROOT, env=given, stdout=out or subprocess.PIPE, stderr=subprocess.PIPE, timeout=600, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def scene() -> object:
    return json.loads(run("describe", code_page="utf-8").stdout)


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_the_scene_is_json_in_utf_8(scene: object, code_page: str) -> None:
    done = run("describe", code_page=code_page)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8")) == scene


def test_the_scene_has_letters_that_code_pages_lack(scene: object) -> None:
    with pytest.raises(UnicodeEncodeError):
        json.dumps(scene, ensure_ascii=False).encode("cp1252")


@pytest.mark.parametrize(("code_page", "start"), [("ascii", AS_INSTALLED), ("gbk", WITH_A_SHORT_TABLE)])
def test_the_table_is_utf_8(code_page: str, start: tuple[str, str]) -> None:
    done = run("verify", "--body", "male", "--part", "anatomy", code_page=code_page, start=start)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "²" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("code_page", ["ascii", "gbk", "cp932", "cp1252", "utf-8"])
def test_problems_are_told_in_utf_8(tmp_path: Path, code_page: str) -> None:
    wrong = tmp_path / "太溪 ½.toml"
    wrong.write_text(WRONG, "utf-8")

    for arguments in (("check", str(wrong)), ("describe", "--map", str(wrong))):
        done = run(*arguments, code_page=code_page)
        assert (done.returncode, done.stdout) == (1, b"")
        assert "太溪 ½.toml" in done.stderr.decode("utf-8")
        assert b"Traceback" not in done.stderr


def test_a_body_named_in_any_letters_is_not_here() -> None:
    done = run("describe", "--body", "Δ太", code_page="cp1252")

    assert done.returncode == 1
    assert "Δ太" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="names of other systems are always letters")
def test_a_file_whose_name_is_no_text_is_told_of(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.toml"
    with open(name, "w", encoding="utf-8") as wrong:  # noqa: PTH123 - Path takes no bytes
        wrong.write(WRONG)

    done = run("check", os.fsdecode(name), code_page="utf-8")
    assert done.returncode == 1
    assert b"\\udcff.toml" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made with a pty")
@pytest.mark.parametrize(
    ("arguments", "code_page"),
    [
        (("describe",), "ascii"),
        (("describe",), "gbk"),
        (("describe",), "utf-8"),
        (("verify", "--body", "male", "--part", "anatomy"), "ascii"),
    ],
)
def test_a_terminal_shows_what_it_can(arguments: tuple[str, ...], code_page: str) -> None:
    said, code = on_a_terminal(*arguments, code_page=code_page)

    assert code == 0
    text = said.decode(code_page)
    assert "Traceback" not in text
    if arguments == ("describe",):
        assert json.loads(text)["schema"] == 1


def on_a_terminal(*arguments: str, code_page: str) -> tuple[bytes, int]:
    import pty

    terminal, its_end = pty.openpty()
    given = {**os.environ, "PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"}
    process = subprocess.Popen(
        [sys.executable, *start_of(*arguments), *arguments],
        cwd=ROOT, env=given, stdout=its_end, stderr=its_end,
    )  # fmt: skip
    os.close(its_end)
    said = b""
    with suppress(OSError):  # Linux says so when the other end is closed
        while part := os.read(terminal, 1 << 16):
            said += part
    os.close(terminal)
    return said, process.wait(60)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize(
    "arguments",
    [("describe",), ("verify", "--body", "male", "--part", "anatomy"), ("check", "point_maps/data")],
)
def test_a_full_disk_is_a_plain_sentence(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, out=full.fileno())

    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="closed with a shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_without_an_output_it_runs_all_the_same(closed: str) -> None:
    line = f'exec "$0" -m viewer check point_maps/data {closed}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=ROOT, capture_output=True, timeout=300, check=False
    )

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_who_reads_only_the_beginning_is_no_trouble() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "viewer", "describe"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
