"""The command does what its help says, and never answers with a traceback."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.command.parser import COMMANDS, EXAMPLES, parser, with_command

ROOT = Path(__file__).parents[2]


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *arguments],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture
def serve() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", "serve", "--port", "0", "--no-browser"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.terminate()
    process.communicate(timeout=60)


@pytest.mark.parametrize(
    "verb", [(), *((verb,) for verb in COMMANDS), ("export", "site"), ("export", "page")]
)
def test_help_explains_each_command(verb: tuple[str, ...]) -> None:
    done = command(*verb, "--help")

    assert done.returncode == 0
    assert "usage: sciatica-atlas" in done.stdout
    examples = done.stdout.partition("\nexamples:\n")[2]
    assert f"sciatica-atlas {' '.join(verb)}".strip() in examples


def test_every_example_of_the_help_is_understood() -> None:
    lines = [
        line
        for text in EXAMPLES.values()
        for line in re.findall(r"^  sciatica-atlas(.*)$", text, re.MULTILINE)
    ]
    assert len(lines) > 9
    for line in lines:
        given = shlex.split(re.split(r" {2}| > | behind", line)[0])
        assert parser().parse_args(with_command(given)).command in COMMANDS


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    done = command("--version")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"sciatica-atlas {project['version']}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "many"),
        ("--port", "70000"),
        ("--port", "-1"),
        ("fly",),
        ("check",),
        ("describe", "--port", "1"),
        ("verify", "male"),
        ("export",),
        ("export", "film", "x.mp4"),
        ("check", "--version"),
        ("--allow-host", "http://atlas.example.org/"),
        ("--allow-host", ""),
    ],
)
def test_wrong_use_is_two_and_says_why(arguments: tuple[str, ...]) -> None:
    done = command(*arguments)

    assert done.returncode == 2
    assert "usage:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["serve", "describe"])
@pytest.mark.parametrize(("option", "value"), [("--body", "giant"), ("--map", "nowhere.toml")])
def test_bad_data_is_one_and_says_where(verb: str, option: str, value: str) -> None:
    done = command(verb, option, value, *(["--no-browser", "--port", "0"] if verb == "serve" else []))

    assert done.returncode == 1
    assert done.stdout == ""
    assert value in done.stderr
    assert "Traceback" not in done.stderr


def test_verify_of_a_body_that_is_not_here_says_so() -> None:
    done = command("verify", "--body", "giant")

    assert done.returncode == 1
    assert "giant" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_of_a_broken_file_lists_its_problems(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('title = "Mine"\nwrong = 1\n', encoding="utf-8")

    done = command("check", str(broken))

    assert done.returncode == 1
    assert "wrong" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_of_the_shipped_files_is_one_line() -> None:
    done = command("check", str(ROOT / "point_maps" / "data"))

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_describe_prints_one_json_object() -> None:
    done = command("describe")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["schema"] == 1


def test_serve_prints_its_address_answers_and_listens_here_only(serve: subprocess.Popen[str]) -> None:
    assert serve.stdout
    url = serve.stdout.readline().split()[-1]

    with urllib.request.urlopen(f"{url}healthz", timeout=60) as answer:
        assert answer.status == 200
    assert url.startswith("http://127.0.0.1:")


PROBE = """
import sys, viewer.__main__ as command, viewer.serving.running as server
def listening(url, quiet):
    heavy = {'vtk', 'vtkmodules', 'pyvista', 'scipy', 'mujoco'} & set(sys.modules)
    print(sorted(heavy), flush=True)
    raise KeyboardInterrupt
command._listening = listening
command.main(['serve', '--port', '0', '--no-browser'])
"""
LIBRARIES = "import numpy, pydantic, aiohttp.web, trame_server, trame_client, trame_vtk"


def test_serve_imports_no_renderer_and_listens_soon() -> None:
    said, spent = timed(PROBE)
    _, libraries = timed(LIBRARIES)

    assert said.strip() == "[]"
    # benchmarks/ measures how long it takes; here: not many times what its libraries take alone.
    assert spent < 8 * libraries


def timed(script: str) -> tuple[str, float]:
    """What a script says, and its processor time."""
    timing = f"import time\n{script}\nimport sys; sys.stderr.write(str(time.process_time()))"
    done = subprocess.run(
        [sys.executable, "-c", timing],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return done.stdout, float(done.stderr)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a..b", "x" * 300])
def test_a_host_that_is_none_is_a_plain_sentence(host: str) -> None:
    done = command("serve", "--no-browser", "--port", "0", "--host", host)

    assert done.returncode == 1
    assert "cannot listen there" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_a_plain_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = command("serve", "--no-browser", "--port", str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
