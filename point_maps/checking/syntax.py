"""Why a text is not TOML, in words for somebody who writes no programs."""

import re
from pathlib import Path

from point_maps.characters import called
from point_maps.checking.lookalikes import end_of_a_text, lookalike
from point_maps.checking.problems import Problem, clean

ENDS = "the rest is read once this is mended"
LOOK = f"Look for a missing quote or bracket here or above; {ENDS}"
SAYINGS = (
    (r"Illegal character '\\n'|Found invalid character '\\n'", "a text without its end on this line", LOOK),
    (r"Unterminated string|Expected (\"'|'\")", "a text without its end", LOOK),
    (r"Invalid value", "a value that TOML does not know", f"Put quotes around a text; {ENDS}"),
    (r"Invalid statement", "a line that is neither a heading nor a key with its value", LOOK),
    (r"Expected newline", "something more behind a value", LOOK),
    (r"Expected '='", "a key without = behind it", f"Write key = value; {ENDS}"),
    (r"Invalid initial", "something else where a key must stand", LOOK),
    (r"Cannot declare", "the heading {heading} twice", f"Write it once, or each time in [[ ]]; {ENDS}"),
    (r"Cannot (overwrite|redefine)", "a key or heading twice", f"Take one out; {ENDS}"),
    (r"Duplicate inline table key", "a key twice within braces", f"Take one out; {ENDS}"),
    (r"Cannot mutate", "more for a table or list that is closed", f"Write it all in one place; {ENDS}"),
    (r"Expected '\]", "a heading without its end", f"Close it with the brackets it begins with; {ENDS}"),
    (r"Unclosed array", "a list without its end, or without a comma between two things", LOOK),
    (r"Unclosed inline", "braces without their end, or without a comma between two keys", LOOK),
    (r"Unescaped|Invalid hex|Escaped", "a backslash, which begins a special sign", f"Write it twice; {ENDS}"),
    (r"Invalid date", "a date or time that there is not", f"Put quotes around it; {ENDS}"),
    (r"(Found invalid|Illegal) character", "{character}, a sign that is not seen", f"Take it out; {ENDS}"),
)
"""What tomllib says, and what we say in its place: what was found, and how to mend it."""
UNKNOWN = ("something else", LOOK)


def misspelt(path: Path, text: str, message: str) -> Problem:
    """Put tomllib's message, which ends in '(at line 3, column 5)', in words of ours.

    Parameters
    ----------
    path
        The file, as its writer would name it.
    text
        What it holds.
    message
        What tomllib says of it.
    """
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.replace("\r\n", "\n").split("\n")
    number, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    line = lines[number - 1]
    habit = _habit(line, column - 1, message)
    if habit:
        at, told = habit
        return Problem(str(path), number, f"column {at + 1}", f"{told}; {ENDS}")
    place = f"column {column}" if found else "end of the file"
    return Problem(str(path), number if found else None, place, _said(message, line, column - 1))


def _habit(line: str, at: int, message: str) -> tuple[int, str] | None:
    """A sign of another habit of writing: its place in a line, at or before `at`, and a sentence."""
    if found := lookalike(line[at : at + 1]):
        return at, str(found)
    if (end := end_of_a_text(line)) is not None and end <= at and (found := lookalike(line[end])):
        return end, str(found)
    if line[at : at + 1] == ":" and message.startswith("Expected '='"):
        return at, "must be = between a key and its value; got a colon. Write = there"
    for comma in re.finditer(r"(?<=[=\[{ ])[-+]?\d+,\d+(?!,?\d)", line):
        if comma.start() <= at <= comma.end():
            whole = comma[0].replace(",", ".")
            return comma.start(), f"must be a number with a point; got one with a comma. Write {whole}"
    if at >= len(line) and "{" in line and re.match("Invalid initial|Unclosed inline", message):
        return at, "must be braces that close on their own line; got none. Write all of it on one line"
    return None


def _said(message: str, line: str, at: int) -> str:
    got, mend = next(((got, mend) for said, got, mend in SAYINGS if re.match(said, message)), UNKNOWN)
    known = {"heading": clean(line.strip(), 60), "character": called(line[at : at + 1] or "\n")}
    return f"must be TOML; got: {got.format_map(known)}. {mend}"
