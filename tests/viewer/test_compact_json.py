"""A file of JSON holds what was put into it, the repeated once, and the page reads it as Python wrote it."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expanded import expanded
from populated import each
from viewer.edition.compact_json import compact
from viewer.edition.edition import Edition

READ = Path(__file__).parents[1] / "web" / "read_compact.js"

PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from([0.5, -2.5, 3.0, 0.0])
JSON = st.recursive(
    PLAIN | st.sampled_from(["", "0", "1", "left", "太溪"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=30,
)


def written(held: dict[str, Any]) -> bytes:
    return b"".join(compact(held.items()))


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from("abcde"), JSON))
def test_what_is_written_is_what_is_read(held: dict[str, Any]) -> None:
    read = expanded(written(held))

    # As text: to Python, 1 is the same as True.
    assert json.dumps(read) == json.dumps(held)


def test_a_value_that_stands_more_than_once_is_written_once() -> None:
    line = {"text": "Between the ankle bone and the tendon", "refs": [1, 2]}
    content = written({"left": {"lead": line, "mark": "x"}, "right": {"lead": line, "mark": "y"}})

    assert content.count(b"Between") == content.count(b"refs") == 1
    assert content == (
        b'[{"text":"Between the ankle bone and the tendon","refs":[1,2]},1,2,'
        b'{"left":{"lead":0,"mark":"x"},"right":{"lead":0,"mark":"y"}}]'
    )


def test_lists_are_told_from_objects_and_numbers_from_truths() -> None:
    held = {"a": [[], {}, [], {}], "b": [0, False, 1, True, 0.0, "0", 0, False]}

    assert json.dumps(expanded(written(held))) == json.dumps(held)


def test_the_page_reads_every_file_as_it_was_written(alone: Edition) -> None:
    if not shutil.which("node"):
        pytest.skip("needs node 18 or newer")
    for address in each(one for one in alone.addresses if one.endswith(".json")):
        content = gzip.decompress(alone.packed(address))
        node = subprocess.run(["node", READ], input=content, capture_output=True, check=False)
        assert node.returncode == 0, node.stderr
        assert json.loads(node.stdout) == expanded(content), address


def test_the_words_say_little_twice(alone: Edition) -> None:
    for voice, address in each(alone.files["words"].items()):
        content = gzip.decompress(alone.packed(address))
        plain = json.dumps(expanded(content), ensure_ascii=False, separators=(",", ":")).encode()
        assert len(content) < 0.5 * len(plain), voice
