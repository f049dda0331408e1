"""Everything the atlas holds as plain HTML: for people without scripts, and for those who search the web."""

from html import escape
from itertools import groupby

from viewer.atlas import Atlas
from viewer.edition.outline import outline


def listing(atlas: Atlas) -> str:
    """The list of everything, each with the address that shows it."""
    parts = [_part(title, rows) for title, rows in _groups(atlas)]
    stories = [(f"?story={story.id}", story.title) for story in atlas.map.stories.values()]
    return "\n".join([_part("Stories", stories), *parts])


def addresses(atlas: Atlas) -> list[str]:
    """The address of everything, relative to the page."""
    rows = (address for _, rows in _groups(atlas) for address, _ in rows)
    return ["", *(f"?story={story}" for story in atlas.map.stories), *rows]


def _groups(atlas: Atlas) -> list[tuple[str, list[tuple[str, str]]]]:
    made = []
    for title, groups in groupby(outline(atlas), lambda group: group["over"] or group["title"]):
        rows = [
            (f"?select={entry}", atlas.entries[entry].called("student"))
            for group in groups
            for row in group["rows"]
            for entry in row["ids"]
        ]
        made.append((title, rows))
    return made


def _part(title: str, rows: list[tuple[str, str]]) -> str:
    items = "\n".join(f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for address, name in rows)
    return f"<h2>{escape(title)}</h2>\n<ul>\n{items}\n</ul>"
