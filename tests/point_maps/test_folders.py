"""A folder as it comes from a Mac, an editor or a cluster: maps are read once, all else is counted."""

import logging
import os
import unicodedata
from pathlib import Path

import pytest

from models.records import DataError
from point_maps import check, maps
from point_maps.checking.on_disk import listed
from viewer.__main__ import main

APPLE_DOUBLE = b"\x00\x05\x16\x07\x00\x02\x00\x00\xa3"
SOURCE = '[[source]]\nid = "own-notes"\ncitation = "Notes."\nkind = "teaching"\nread = "full text"\n'
BESIDE = (
    "._own.toml", ".own.toml.swp", ".hidden.toml", "own.toml~", "#own.toml#", "own.toml.bak", "~$own.toml",
    ".~lock.own.toml#", ".DS_Store", "Thumbs.db", "desktop.ini",
    "__MACOSX/own.toml", "__MACOSX/._own.toml", ".git/own.toml", ".venv/lib/own.toml", "venv/own.toml",
    "node_modules/a/own.toml", "__pycache__/own.toml", "$RECYCLE.BIN/own.toml",
)  # fmt: skip
"""What systems and editors lay into a folder; `/` parts a folder from what is in it."""


def lay(folder: Path, name: str, data: bytes = APPLE_DOUBLE) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_a_map_is_passed_over_and_counted(written, tmp_path, name):
    path = written(SOURCE)
    lay(tmp_path, name)

    assert maps.files([tmp_path]) == [path]
    assert listed([tmp_path]).said == "passed over 1 hidden or editor file"


def test_all_that_is_passed_over_is_counted_in_one_line_with_each_folder_once(written, tmp_path):
    written(SOURCE)
    for name in BESIDE:
        lay(tmp_path, name)
    (tmp_path / ".#own.toml").symlink_to("me@pc.1")
    lay(tmp_path, "my environment/pyvenv.cfg", b"home = /usr")
    lay(tmp_path, "my environment/lib/own.toml")
    folders = {name.partition("/")[0] for name in BESIDE if "/" in name}
    count = len(folders) + len([name for name in BESIDE if "/" not in name]) + 2

    report = check.report([tmp_path])

    assert not report.problems
    assert report.summary.endswith(f"1 source; passed over {count} hidden or editor files")


def test_what_is_no_map_and_hides_nothing_is_not_spoken_of(written, tmp_path):
    written(SOURCE)
    lay(tmp_path, "notes.docx")
    lay(tmp_path, "pictures/wrist.png")

    assert check.report([tmp_path]).summary == "1 file in order: 1 source"


@pytest.mark.parametrize(
    "name", [".hidden.toml", "own.toml~", "~$own.toml", ".maps/own.toml", "venv/own.toml"]
)
def test_what_is_named_is_read_whatever_it_is_called(written, tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    path = written(SOURCE, name)

    beside = path.parent if "/" in name else tmp_path
    assert listed([path]) == listed([beside, path]) == ((path,), ())


def test_a_folder_laid_out_by_kubernetes_is_read_once_and_nothing_is_passed_over(written, tmp_path):
    """Each file is a link through `..data` to a hidden folder that is exchanged as a whole."""
    (tmp_path / "..2026_11_28").mkdir()
    written(SOURCE, "..2026_11_28/own.toml")
    (tmp_path / "..data").symlink_to("..2026_11_28")
    (tmp_path / "own.toml").symlink_to("..data/own.toml")

    assert [path.name for path in maps.files([tmp_path])] == ["own.toml"]
    assert check.report([tmp_path]).summary == "1 file in order: 1 source"


def test_a_folder_of_side_files_alone_is_no_silent_success(tmp_path):
    lay(tmp_path, "._own.toml")
    found = "got none (passed over 1 hidden or editor file). Name a file, or "

    assert check.check([tmp_path]) == [f"must name at least one .toml file; {found}a folder with one"]
    with pytest.raises(DataError, match="passed over 1 hidden or editor file"):
        maps.load([tmp_path])


def test_a_folder_given_to_map_passes_them_over_and_says_so_once(written, tmp_path, caplog):
    written(SOURCE)
    for name in BESIDE[:3]:
        lay(tmp_path, name)

    with caplog.at_level(logging.WARNING):
        found = maps.load([tmp_path])

    assert "own-notes" in found.sources
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path}: passed over 3 hidden or editor files"
    ]


def test_the_command_says_in_its_one_line_what_was_passed_over(written, tmp_path, capsys):
    written(SOURCE)
    lay(tmp_path, "._own.toml")

    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 file in order: 1 source; passed over 1 hidden or editor file\n"


@pytest.mark.parametrize(("stored", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_file_name_is_found_however_its_accents_are_written(written, stored, typed):
    """A Mac writes ü as u and two dots; unpacked elsewhere, it is not what a keyboard types."""
    path = written(SOURCE, unicodedata.normalize(stored, "Übung für Yángxī.toml"))
    other = path.with_name(unicodedata.normalize(typed, path.name))
    assert other.name != path.name

    assert check.report([other]).summary == "1 file in order: 1 source"
    assert len(maps.files([other, path])) == 1


def test_a_pipe_under_a_hidden_name_holds_nobody_up(written, tmp_path):
    written(SOURCE)
    os.mkfifo(tmp_path / ".pipe.toml")

    assert not check.check([tmp_path])
