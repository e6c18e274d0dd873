"""PDF files read back as text."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def pages(content: bytes) -> list[str]:
    """The text of each page, without any white space: Chinese is set with none of its own."""
    reader = PdfReader(BytesIO(content))
    return ["".join(page.extract_text().split()) for page in reader.pages]


def whole(content: bytes) -> str:
    return "".join(pages(content))


def sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(content)).pages]
    return [
        (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) for box in boxes
    ]


def fonts(content: bytes) -> set[str]:
    """The names of the fonts, without the letters that tell a subset."""
    found = set()
    for page in PdfReader(BytesIO(content)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            found.add(font.get_object()["/BaseFont"].lstrip("/").rpartition("+")[2])
    return found
