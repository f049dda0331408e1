"""The names of tables and keys: which one was meant by one that a map file does not know."""

import difflib
from collections.abc import Collection, Mapping

OTHER_WORDS = {
    "acupoint": "region", "author": "authors", "cause": "site", "compression": "site", "dermatome": "zone",
    "english": "plain_name", "finding": "evidence", "lesson": "story", "license": "licence",
    "literature": "source", "meridian": "channel", "name_en": "plain_name", "point": "region",
    "questions": "quiz", "reference": "source", "symptom": "sign", "synonyms": "also_called",
    "therapy": "treatment",
}  # fmt: skip
"""Words people write for a table or key, and what it is called."""


def meant(name: str, known: Collection[str]) -> str:
    """The known name that was most likely meant by another, such as its plural; empty if none was.

    Parameters
    ----------
    name
        As it was written.
    known
        What may stand in its place.
    """
    small = name[:60].strip().casefold().replace("-", "_").replace(" ", "_")
    forms = [small, small.removesuffix("s"), small.removesuffix("es"), f"{small[:-3]}y", f"{small}s"]
    likely = [word for form in forms for word in (form, OTHER_WORDS.get(form, "")) if word in known]
    return next(iter(likely or difflib.get_close_matches(small, list(known), n=1, cutoff=0.7)), "")


def unknown_table(heading: str, outer: str, tables: Mapping[str, bool]) -> str:
    """What to say of a heading that no map file has.

    Parameters
    ----------
    heading
        As it stands in the file: '[[regions]]', '[story.steps]'.
    outer
        Of a table within a table, the name of the outer one and a point: 'story.'.
    tables
        The names of the tables that may stand there, and whether there may be several of each.
    """
    likely = meant(heading.strip("[] ").rpartition(".")[2], tables)
    right = f"[[{outer}{likely}]]" if tables.get(likely) else f"[{outer}{likely}]"
    mend = f"Did you mean {right}?" if likely else "Look it up in the guide's list, or take it out"
    return f"must be a table that map files have; got {heading}: there is no such table. {mend}"


def single(heading: str) -> str:
    """What to say of a heading in single brackets where there may be several of a kind."""
    mend = f"Write [[{heading.strip('[] ')}]]"
    return f"must be in double brackets, as there may be several; got {heading}. {mend}"


def several(heading: str) -> str:
    """What to say of a heading in double brackets where there is only one."""
    return f"must be in single brackets, as there is only one; got {heading}. Write [{heading.strip('[] ')}]"
