"""The sentences that pages say, as templates and modules write them, and their translations."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from tests.architecture.repository import ROOT, files, name_of

WEB = ROOT / "interfaces/web"
CATALOGUES = sorted((ROOT / "interfaces/texts/locale/en/LC_MESSAGES").glob("console*.po"))
_SAYING = {"_": None, "say": None, "later": None, "page_text": None}


def said() -> dict[str, str]:
    """Where each sentence stands first, by its Chinese."""
    found: dict[str, str] = {}
    for path in sorted(files(".html", ".py", under=WEB)):
        for line, sentence in _sentences(path):
            found.setdefault(sentence, f"{name_of(path)}:{line}")
    return found


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
    options = {"trimmed": "false"} if path.suffix == ".html" else {}
    source = BytesIO(path.read_bytes())
    for line, message, _, _ in extract(method, source, _SAYING, options=options):
        assert isinstance(message, str), f"{path}:{line} says a plural"
        yield line, message


def catalogue_of(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)
