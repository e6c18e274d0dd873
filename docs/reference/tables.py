"""Tables of Markdown."""

from collections.abc import Iterable, Iterator

Lines = Iterator[str]


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> Lines:
    headings = list(headings)
    yield f"| {' | '.join(headings)} |"
    yield "|" + " --- |" * len(headings)
    for row in rows:
        cells = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |".replace("  |", " |")
    yield ""
