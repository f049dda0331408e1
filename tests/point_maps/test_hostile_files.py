"""Any file gets its sentences, soon: no traceback, no waiting, each sentence in the same form."""

import os
import socket
import time
from pathlib import Path

import pytest

from models.records import DataError
from point_maps import check, maps
from point_maps.checking.reading import read
from populated import each

MOST = 4
"""Times the work that checking the shipped files takes on the same machine; the dearest here takes 1.5."""


@pytest.fixture(scope="module")
def others():
    """The shipped files, read once: any file is checked against them."""
    return [read(path) for path in maps.files([maps.DATA])]


@pytest.fixture(scope="module")
def longest(others):
    """Seconds of work a file may take, shipped files and bodies included."""
    start = time.process_time()
    assert not check.report_of(others, []).problems
    return MOST * (time.process_time() - start)


@pytest.fixture
def told(others, longest, hostile):
    """What check says of one file, within its time and in its form."""

    def tell(path: Path) -> list[str]:
        start = time.process_time()
        found = check.report_of([read(path)], others).problems
        took = time.process_time() - start
        assert took < longest, f"{took:.2f} s"
        for line in found:
            assert hostile.FORM.fullmatch(line), line
            assert line.isprintable(), line
            assert not hostile.python_in(line), line
            assert len(line) < 1300, line
        return [line for line in found if str(path) in line]

    return tell


def test_what_cannot_be_a_map_file_is_told_so(hostile, tmp_path, told):
    path = tmp_path / "own.toml"
    for name, (data, wanted) in each(hostile.UNREADABLE.items()):
        path.write_bytes(data)
        found = told(path)
        assert any(wanted in line for line in found), (name, found[:3])


def test_what_makes_no_sense_is_told_so_and_large_files_pass(hostile, tmp_path, told):
    path = tmp_path / "own.toml"
    for name, (text, wanted) in each(hostile.SENSELESS.items()):
        path.write_text(text, encoding="utf-8")
        found = told(path)
        assert any(wanted in line for line in found) if wanted else not found, (name, found[:3])


def test_what_is_no_file_is_told_so(tmp_path, monkeypatch, told):
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "lost.toml").symlink_to("nowhere")
    (tmp_path / "ring.toml").symlink_to("ring.toml")
    os.mkfifo(tmp_path / "pipe.toml")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # a socket's whole path may have 108 characters
        listening.bind("socket.toml")
        found = {
            name: told(tmp_path / name) for name in ("lost.toml", "ring.toml", "pipe.toml", "socket.toml")
        }

    assert "must be a file that can be read; got: no such file" in found["lost.toml"][0]
    assert "must be a file that can be read; got: too many levels" in found["ring.toml"][0]
    assert "must be a file; got a pipe. Name a file" in found["pipe.toml"][0]
    assert "must be a file; got a socket. Name a file" in found["socket.toml"][0]
    assert check.check([tmp_path / "none.toml"])[0].endswith("Look at its name and its permissions")
    assert "must be a file; got a device" in str(read(Path("/dev/zero")).problems[0])
    assert "must be a file; got a folder" in str(read(tmp_path).problems[0])
    assert "got a name no file can have" in str(read(Path("a\0b.toml")).problems[0])


def test_a_folder_is_searched_once_and_to_the_end(tmp_path, written):
    text = written("").read_text(encoding="utf-8")
    inner = tmp_path / "inner" / "folder.toml"
    inner.mkdir(parents=True)
    (inner / "OWN.TOML").write_text(text, encoding="utf-8")
    (inner / "again").symlink_to(tmp_path)
    (tmp_path / "linked.toml").symlink_to(inner / "OWN.TOML")

    assert [path.name for path in maps.files([tmp_path])] == ["OWN.TOML", "own.toml"]
    assert check.report([tmp_path]).counts["file"] == 2


def test_a_file_and_a_folder_without_permission_are_told_so(tmp_path, written, monkeypatch):
    """As told by the system; the tests may run as one who may read everything."""
    path = written("")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    assert "must be a file that can be read; got: permission denied" in str(read(path).problems[0])
    monkeypatch.undo()

    monkeypatch.setattr(os, "scandir", refuse)
    assert maps.files([tmp_path]) == [path]


@pytest.mark.parametrize(
    "name",
    ["a\nb.toml", "<script>alert(1)<script>.toml", "a\u202eb.toml", "a\udcffb.toml", "long" * 60 + ".toml"],
)
def test_a_file_of_any_name_is_told_on_one_line_that_can_be_printed(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"")
    for line in check.check([path]):
        assert line.isprintable()
        line.encode("utf-8")
    assert any("title: must be there" in line for line in check.check([path]))


def test_an_empty_folder_of_ones_own_is_no_silent_success(tmp_path):
    with pytest.raises(DataError, match=r"must hold at least one \.toml file; got none"):
        maps.load([tmp_path])
