"""The record of a source: what statements lean on, how it is cited, where it can be read."""

import re
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from models.records import Record
from point_maps.records.addresses import Address, Day, Doi, Isbn, Pmcid, Pmid, address_of
from point_maps.records.statements import Id, Prose

Year = Annotated[int, Field(strict=True, ge=1500, le=2100)]


class Source(Record):
    """A book, paper, guideline or page that statements lean on.

    `citation` is never empty: where the file has none, it is the `reference` made of the other fields.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["citation"]}, {"required": ["title"]}]}
    )

    id: Id = Field(description="Short key, such as 'tomaszewski-2016'.")
    kind: Literal["paper", "review", "guideline", "book", "teaching", "website", "derived"]
    authors: Prose | None = Field(
        None,
        description="As lists of references have them: 'Tu JF, Shi SY, Yan SY, et al.'; or who issued it.",
    )
    title: Prose | None = Field(None, description="Its own title, word for word.")
    container: Prose | None = Field(None, description="The journal, publisher or site it appeared in.")
    year: Year | None = Field(None, description="The year it appeared.")
    where: Prose | None = Field(
        None, description="Volume, issue and pages, or the number of the article: '184(12):1417-1424'."
    )
    edition: Prose | None = Field(None, description="Which edition of a book or guideline: '42nd'.")
    doi: Doi | None = Field(None, description="Its DOI, from the '10.' on: '10.7759/cureus.11531'.")
    pmid: Pmid | None = Field(None, description="Its number in PubMed, in quotes: '33354475'.")
    pmcid: Pmcid | None = Field(None, description="Its number in PubMed Central: 'PMC7746330'.")
    isbn: Isbn | None = Field(None, description="The ISBN of a book: '978-0-7020-7705-0'.")
    url: Address | None = None
    accessed: Day | None = Field(None, description="When a page was last read, in quotes: '2026-11-28'.")
    citation: Prose | None = Field(
        None,
        description="The whole reference in your own words, in place of title, authors and so on; "
        "left out, it is made of them.",
    )
    read: Literal["full text", "abstract", "excerpt", "standard knowledge"] = Field(
        description="How much of it was read for these files; 'standard knowledge' means quoted from memory."
    )
    note: Prose | None = None

    @model_validator(mode="after")
    def _can_be_cited(self) -> Self:
        if not (self.citation or self.title):
            msg = 'must hold a title or a citation; got neither. Write citation = "Author, year, title", say'
            raise ValueError(msg)
        if not self.citation:
            self.__dict__["citation"] = reference(self)  # frozen from here on
        return self

    @property
    def address(self) -> str | None:
        """Where it can be read: its own address, or that of one of its numbers; None without either."""
        return self.url or address_of(doi=self.doi, pmid=self.pmid, pmcid=self.pmcid)


def reference(source: Source) -> str:
    """Write a source from its fields as lists of references do.

    Authors. Title. Edition. Journal 2024;184(12):1417-1424. A book without an address says its
    ISBN, and a page when it was read.
    """
    numbered = re.search(r"\d(st|nd|rd|th)?$", source.edition or "")
    edition = f"{source.edition} ed" if numbered else source.edition
    isbn = f"ISBN {source.isbn}" if source.isbn and not source.address else None
    accessed = f"Read {source.accessed}" if source.accessed else None
    parts = [source.authors, source.title, edition, _appeared(source), isbn, accessed]
    return " ".join(_ended(part) for part in parts if part)


def _appeared(source: Source) -> str:
    when = ";".join(str(part) for part in (source.year, source.where) if part)
    between = "; " if source.kind == "book" else " "
    return between.join(part for part in (source.container, when) if part)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
