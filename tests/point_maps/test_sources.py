"""Sources: how they are cited, what numbers they may have, and what check wishes them to have."""

from pathlib import Path

import pytest

from point_maps import check, maps
from point_maps.checking.reading import parse, read
from point_maps.records.sources import Source
from viewer.__main__ import main
from viewer.cards.writer import Writer
from viewer.serving.preview import checked
from viewer.serving.uploads import Sent

PAPER = {
    "id": "own-paper",
    "kind": "paper",
    "authors": "Tu JF, Shi SY, Yan SY, et al.",
    "title": "Acupuncture vs sham acupuncture for chronic sciatica",
    "container": "JAMA Intern Med",
    "year": 2024,
    "where": "184(12):1417-1424",
    "doi": "10.1001/jamainternmed.2024.5463",
    "read": "abstract",
}
BOOK = {
    "id": "own-book",
    "kind": "book",
    "authors": "Standring S (ed)",
    "title": "Gray's Anatomy",
    "edition": "42nd",
    "container": "Elsevier",
    "year": 2021,
    "isbn": "978-0-7020-7705-0",
    "read": "standard knowledge",
}
PAGE = {
    "id": "nhs",
    "kind": "website",
    "authors": "NHS",
    "title": "Sciatica",
    "container": "nhs.uk",
    "url": "https://www.nhs.uk/conditions/sciatica/",
    "accessed": "2026-11-28",
    "read": "full text",
}
FREE = {"id": "notes", "kind": "teaching", "citation": "Notes of my own course, spring.", "read": "full text"}


def toml(fields: dict) -> str:
    return "[[source]]\n" + "".join(
        f"{key} = {value if isinstance(value, int) else chr(34) + value + chr(34)}\n"
        for key, value in fields.items()
    )


def without(fields: dict, *keys: str, **more: object) -> dict:
    assert set(keys) <= set(fields)
    return {key: value for key, value in fields.items() if key not in keys} | more


@pytest.mark.parametrize(
    ("fields", "cited", "address"),
    [
        (
            PAPER,
            "Tu JF, Shi SY, Yan SY, et al. Acupuncture vs sham acupuncture for chronic sciatica. "
            "JAMA Intern Med 2024;184(12):1417-1424.",
            "https://doi.org/10.1001/jamainternmed.2024.5463",
        ),
        (
            BOOK,
            "Standring S (ed). Gray's Anatomy. 42nd ed. Elsevier; 2021. ISBN 978-0-7020-7705-0.",
            None,
        ),
        (PAGE, "NHS. Sciatica. nhs.uk. Read 2026-11-28.", "https://www.nhs.uk/conditions/sciatica/"),
        (FREE, "Notes of my own course, spring.", None),
        (
            without(PAPER, "authors", "where", title="Does it work?"),
            "Does it work? JAMA Intern Med 2024.",
            ...,
        ),
        (without(BOOK, edition="Second edition"), "Second edition. Elsevier", None),
        (without(PAPER, citation="As I wrote it."), "As I wrote it.", ...),
        (without(PAPER, "doi", pmid="39401008"), "1417-1424.", "https://pubmed.ncbi.nlm.nih.gov/39401008/"),
        (
            without(PAPER, "doi", pmcid="PMC4680134"),
            "1424.",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC4680134/",
        ),
        (without(PAPER, pmid="39401008"), "1424.", "https://doi.org/10.1001/jamainternmed.2024.5463"),
        (without(PAPER, url="https://a.example/x"), "1424.", "https://a.example/x"),
        (
            without(PAPER, doi="10.1002/(SICI)1097-0142(19960101)77:1<1::AID-X>3.0.CO;2-X"),
            "1424.",
            "https://doi.org/10.1002/(SICI)1097-0142(19960101)77:1%3C1::AID-X%3E3.0.CO;2-X",
        ),
    ],
)
def test_a_source_is_cited_from_its_fields_and_leads_to_its_address(fields, cited, address):
    source = Source(**fields)

    assert source.citation.endswith(cited) if cited[0] == "1" else cited in source.citation
    assert address is ... or source.address == address


def test_a_card_shows_the_reference_and_the_address(written):
    """As a reader meets it: the text under the number, and where 'Open' leads."""
    writer = Writer(maps.load([written(toml(PAPER))]), "student")
    writer.numbered({"refs": ("own-paper:table 2",)})

    (shown,) = writer.sources()
    assert shown["text"].startswith("Tu JF, Shi SY, Yan SY, et al. Acupuncture vs sham")
    assert shown["text"].endswith("JAMA Intern Med 2024;184(12):1417-1424. (table 2)")
    assert shown["url"] == "https://doi.org/10.1001/jamainternmed.2024.5463"


@pytest.mark.parametrize(
    ("key", "good", "bad", "told"),
    [
        (
            "doi",
            "10.1136/bmj-2022-070730 10.1002/jor.23186",
            "doi:10.1/x https://doi.org/10.1002/a 10.1002/ 10.1002/a\u00a0b 10.1002/a. 10.1002/ä 11.1002/a",
            "must be a DOI such as",
        ),
        ("pmid", "1 39401008", "0 PMID1 39401008. 1234567890 １２", "must be PubMed's number"),
        ("pmcid", "PMC4680134", "4680134 pmc4680134 PMC PMC04", "must be PubMed Central's number"),
        (
            "isbn",
            "978-0-7020-7705-0 9780702077050 0-306-40615-2 080442957X",
            "978-0-7020-7705-1 0-306-40615-3 97807020770 978-0-7020-7705-0(print)",
            "must be an ISBN such as",
        ),
        (
            "accessed",
            "2026-11-28 2024-02-29",
            "2026-02-30 28.11.2026 2026-11 20261128 2026-W48-6",
            "must be a day such as '2026-11-28'",
        ),
    ],
)
def test_each_number_is_looked_at_for_its_form(key, good, bad, told):
    for value in good.split(" "):
        assert getattr(Source(**without(PAPER, **{key: value})), key) == value
    for value in bad.split(" "):
        text = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n' + toml(without(PAPER, **{key: value}))
        (problem,) = map(str, parse(Path("own.toml"), text.encode()).problems)
        assert f"source 1, {key}: {told}" in problem
        assert not problem.endswith("Change it"), "it says itself how to mend it"


def test_a_day_or_number_without_quotes_is_told_to_want_them(written):
    text = toml(PAPER) + "pmid = 39401008\naccessed = 2026-11-28\n"
    found = [str(problem).partition(": ")[2] for problem in read(written(text)).problems]

    assert found == [
        'source 1, pmid: must be a text in quotes; got 39401008. Put it in quotes: pmid = "39401008"',
        "source 1, accessed: must be a text in quotes; got the date 2026-11-28. "
        'Put it in quotes: accessed = "2026-11-28"',
    ]


def test_a_source_without_title_and_citation_is_refused(written):
    (problem,) = map(str, read(written(toml(without(FREE, "citation")))).problems)

    assert "source 1: must hold a title or a citation; got neither. Write citation = " in problem
    assert problem.endswith("say")


def test_a_source_made_of_fields_and_one_cited_whole_give_the_same_digest_each_time(written):
    first, again = (read(written(toml(PAPER) + toml(FREE), name)).content for name in ("a.toml", "b.toml"))

    assert first == again
    assert first.source[0].model_copy() == first.source[0]


WISHES = [
    (PAPER, ()),
    (BOOK, ()),
    (PAGE, ()),
    (FREE, ()),
    (without(PAPER, "doi", pmid="1"), ()),
    (without(PAPER, "doi", pmcid="PMC1"), ()),
    (without(PAPER, "doi", url="https://a.example/"), ()),
    (without(PAPER, "doi", isbn="0-306-40615-2"), ()),
    (without(PAPER, "doi"), ("have an address or identifier; got none. Add doi, pmid, pmcid, isbn or url",)),
    (without(PAPER, "doi", kind="review"), ("have an address or identifier",)),
    (without(PAPER, "doi", kind="guideline"), ("have an address or identifier",)),
    (without(PAPER, "authors", "year"), ("keys; got no authors or year. Add authors and year",)),
    (without(PAPER, "container", kind="review"), ("keys; got no container. Add container",)),
    (
        {
            "id": "a",
            "kind": "paper",
            "citation": "A 2020. On it. J 1:1.",
            "url": "https://a.org/",
            "read": "abstract",
        },
        ("own keys; got one citation. Add authors, title, container and year",),
    ),
    (
        without(BOOK, "edition"),
        ('have the edition of the book; got none. Add edition = "2nd", for instance',),
    ),
    (without(PAGE, "url"), ("have the address of the page; got none. Add url",)),
    (without(PAGE, "authors", kind="guideline"), ()),
]


@pytest.mark.parametrize(("fields", "wishes"), WISHES)
def test_check_warns_of_what_a_source_should_have(written, fields, wishes):
    path = written(toml(fields))
    found = check.report_of([read(path)], [])

    assert not found.problems
    assert len(found.warnings) == len(wishes)
    for line, wish in zip(found.warnings, wishes, strict=True):
        assert line.startswith(f"{path}, line 5: source {fields['id']}: should "), line
        assert wish in line
    count = len(wishes)
    assert found.summary == "1 file in order: 1 source" + (
        f"; {count} warning{'s' * (count > 1)}" if count else ""
    )


def test_the_command_prints_each_warning_and_answers_that_all_is_in_order(written, capsys):
    path = written(toml(without(PAPER, "doi", "year")) + toml(without(BOOK, "edition")))

    assert main(["check", str(path)]) == 0

    out, err = capsys.readouterr()
    assert out == "1 file in order: 2 sources; 3 warnings\n"
    assert err.splitlines()[0] == "3 warnings"
    assert [line.partition(": ")[0] for line in err.splitlines()[1:]] == [
        f"  {path}, line 5", f"  {path}, line 5", f"  {path}, line 13",
    ]  # fmt: skip


def test_warnings_come_below_problems_and_what_was_passed_over_last(written, tmp_path, capsys):
    written(toml(without(PAPER, "doi")) + toml(without(FREE, "citation", id="other")))
    (tmp_path / "._own.toml").write_bytes(b"")

    assert main(["check", str(tmp_path)]) == 1

    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert not out
    assert [lines[0], lines[2], lines[-1]] == [
        "1 problem",
        "1 warning",
        "passed over 1 hidden or editor file",
    ]
    assert len(lines) == 5


def test_what_is_wished_of_shipped_files_is_not_told_of_somebodys_own(written):
    assert not check.report([written(toml(FREE))]).warnings


def test_a_preview_carries_the_warnings_to_its_page(shipped):
    text = 'title = "Own"\nversion = "1"\nlicence = "CC0"\n' + toml(without(BOOK, "edition"))
    found = checked([Sent("own.toml", len(text), text.encode())], shipped)

    assert found.preview.warnings == (
        "own.toml, line 4: source own-book: should have the edition of the book; got none. "
        'Add edition = "2nd", for instance',
    )
