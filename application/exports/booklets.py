"""The certificate (再就业优惠证) on paper, as an open booklet: two pages of A5 on a sheet of A4.

All words come ready, in the language of whoever prints it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from application.exports.documents import pdf_of

Pairs = Sequence[tuple[str, str]]
"""What is told of somebody: a label and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Record:
    """A table to be written on: `heads`, the `rows` that are there, and `lines` in all.

    `widths` are the shares of the columns. `seal` stands faintly in the last column of every
    row, where the seal is to be put.
    """

    title: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[str]]
    lines: int
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a certificate stands that is not in force: a `mark` across the page, and the sentence."""

    mark: str
    said: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """`photo` and `seal` say what belongs in their boxes. Without `standing` it is in force."""

    language: str
    title: str
    number: tuple[str, str]
    cover: Pairs
    holder_title: str
    holder: Pairs
    photo: str
    issue_title: str
    issue: Pairs
    seal: str
    notes_title: str
    notes: Sequence[str]
    changes: Record
    uses: Record
    signature: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The yearly reviews, on as many sheets as they need."""

    language: str
    title: str
    holder: Pairs
    reviews: Record
    standing: Standing | None = None


def certificate_pdf(certificate: Certificate) -> bytes:
    """Two sheets: cover and notes of use, then holder and what was done with the certificate."""
    return pdf_of("certificate", orjson.dumps(certificate))


def review_pdf(page: ReviewPage) -> bytes:
    return pdf_of("review", orjson.dumps(page))
