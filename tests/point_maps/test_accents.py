"""Accents as signs of their own, as a Mac and text from PDF have them: everything reads as if typed."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from point_maps import check, maps
from point_maps.checking.composed import MOST_MARKS
from point_maps.checking.reading import Reading, parse
from point_maps.checking.sense import problems_of
from point_maps.maps import PointMap
from point_maps.records.statements import LONGEST, plain

GUIDE = Path(__file__).parents[2] / "docs" / "point-maps.md"
NAMED = "Yángxī, Lièquē, ǚ, Übung, Châu, Åse, 谿"
FILE = 'title = "{}"\nversion = "1"\nlicence = "CC0"\nauthors = ["{}"]\n'


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def read(text: str) -> Reading:
    return parse(Path("own.toml"), text.encode())


@pytest.mark.parametrize("path", maps.files([maps.DATA]), ids=lambda path: path.name)
def test_a_shipped_file_reads_the_same_with_its_accents_apart(path):
    text = path.read_text(encoding="utf-8")

    assert read(decomposed(text)).content == read(text).content is not None


def test_the_region_of_the_guide_passes_with_its_accents_apart():
    example = GUIDE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    assert decomposed(example) != example
    readings = [read(decomposed(example)), *map(parsed, maps.files([maps.DATA]))]

    assert not problems_of(readings)
    assert readings[0].content.region[0].pinyin == "Wēnliū"


def parsed(path: Path) -> Reading:
    return parse(path, path.read_bytes())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_text_comes_out_composed_and_the_digest_is_the_same(form):
    reading = read(FILE.format(*2 * [unicodedata.normalize(form, NAMED)]))

    assert reading.content.title == reading.content.authors[0] == NAMED
    assert PointMap([reading]).digest == PointMap([read(FILE.format(NAMED, NAMED))]).digest


def test_an_accent_spelt_as_an_escape_is_composed_too():
    assert read(FILE.format("Ya\\u0301ngxi\\u0304", "a")).content.title == "Yángxī"


def test_a_code_in_letters_that_unicode_calls_the_same_is_that_code(written):
    """The sign for kelvin looks like a K and is a K to Unicode."""
    path = written('[[reach]]\nchannel = "kidney"\npainful = ["bladder"]\nregions = ["\u212aI3"]\n')
    path.write_text(
        path.read_text(encoding="utf-8")
        + 'claim = { text = "So.", standing = "inferred", sources = ["who-2008"] }\n',
        encoding="utf-8",
    )

    assert not check.check([path])


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_whatever_is_accepted_composed_is_accepted_apart_and_means_the_same(text):
    def told(form):
        try:
            return plain(unicodedata.normalize(form, text))
        except ValueError as error:
            return str(error)

    assert told("NFD") == told("NFC")


def test_a_text_as_long_as_may_be_is_not_too_long_apart():
    text = "ǚ" * LONGEST
    assert len(decomposed(text)) == 3 * LONGEST

    assert plain(decomposed(text)) == text
    assert read(FILE.format(decomposed(text), "a")).content.title == text


def test_thousands_of_accents_on_one_letter_are_told_soon():
    """Putting them in order takes time by the square of their number."""
    heap = "\u0301\u0316" * 4_900
    lines = "".join(f'k{number} = "a{heap}"\n' for number in range(20))
    start = time.process_time()

    (found,) = read(lines).problems

    assert "own.toml, line 1: must be letters with at most 30 accents each" in str(found)
    assert time.process_time() - start < 1


def test_tens_of_thousands_of_escaped_accents_are_told_soon():
    text = FILE.format("own", "b").replace('"own"', '"""a' + ("\\u0301\\u0316" * 800 + "\\\n") * 50 + '"""')
    start = time.process_time()

    (found,) = read(text).problems

    assert "title: must be at most 1500 characters; got 80001. Shorten it" in str(found)
    assert time.process_time() - start < 1


def test_as_many_accents_as_writing_needs_are_taken():
    assert plain("a" + "\u0316" * MOST_MARKS) == "a" + "\u0316" * MOST_MARKS
    assert read(FILE.format("a" + "\u0316" * MOST_MARKS, "a")).content
    (found,) = read(FILE.format("a", "b" + "\u0316" * (MOST_MARKS + 1))).problems
    assert str(found) == (
        "own.toml, line 4: must be letters with at most 30 accents each; got more. Take them out"
    )
