"""Links between documents lead somewhere, and every document can be reached."""

import re
from pathlib import Path
from xml.etree import ElementTree

from tests.docs.pages import DOCS, README, documents, text_of

LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def links_of(page: Path) -> list[tuple[Path, str]]:
    found = LINK.findall(re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL))
    return [((page.parent / to).resolve() if to else page, heading) for to, heading in found]


def headings_of(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


def test_every_link_leads_to_a_file_and_a_heading():
    broken = [
        (page.name, str(to.name), heading)
        for page in documents()
        for to, heading in links_of(page)
        if not to.exists() or (heading and heading not in headings_of(to))
    ]
    assert broken == []


def test_every_document_is_reached_from_the_readme():
    reached, waiting = set[Path](), [README.resolve()]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        waiting += [to for to, _ in links_of(page)]
    assert {page.resolve() for page in DOCS.rglob("*.md")} - reached == set()


def test_the_picture_holds_by_itself():
    picture = DOCS / "images" / "dashboard-terminal.svg"
    root = ElementTree.parse(picture).getroot()
    text = picture.read_text(encoding="utf-8")
    assert re.findall(r"(?:href|src|url)\W", text) == []
    words = " ".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Re-employment 2004-01-01" in words
    assert "江门市" in words


def test_each_run_of_the_picture_has_the_cells_of_a_terminal():
    from docs.images.make import CELL, MARGIN, drawn

    runs = re.findall(r'<text x="(\d+)" y="\d+" textLength="(\d+)">(.*?)<', drawn("│江门│"))
    assert [(int(x), int(width), text) for x, width, text in runs[-3:]] == [
        (MARGIN, CELL, "│"),
        (MARGIN + CELL, 4 * CELL, "江门"),
        (MARGIN + 5 * CELL, CELL, "│"),
    ]
