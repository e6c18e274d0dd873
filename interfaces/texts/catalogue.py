"""Finding a text by its section and key: Chinese in `chinese/`, English in the catalogue."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from interfaces.texts.chinese.certificate import CERTIFICATE
from interfaces.texts.chinese.commands import COMMANDS
from interfaces.texts.chinese.entries import ENTRIES
from interfaces.texts.chinese.facts import FACTS
from interfaces.texts.chinese.fields import FIELDS
from interfaces.texts.chinese.figures import FIGURES
from interfaces.texts.chinese.files import FILES
from interfaces.texts.chinese.ledger import LEDGER
from interfaces.texts.chinese.office import OFFICE
from interfaces.texts.chinese.parameters import PARAMETERS
from interfaces.texts.chinese.phrases import PHRASES
from interfaces.texts.chinese.trust import INTEGRITY, TRUST
from interfaces.texts.chinese.vocabulary import VOCABULARY
from interfaces.texts.chinese.worker import WORKER

ENGLISH = Path(__file__).parent / "locale/en/LC_MESSAGES/taizhang.po"

PARTS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "refusals": (WORKER, CERTIFICATE, OFFICE, LEDGER, FILES, ENTRIES, TRUST),
    "words": (VOCABULARY, FIGURES, FACTS, COMMANDS, INTEGRITY),
    "fields": (FIELDS,),
    "phrases": (PHRASES,),
    "parameters": (PARAMETERS,),
}
CHINESE: Mapping[str, Mapping[str, str]] = {
    section: {key: text for part in parts for key, text in part.items()}
    for section, parts in PARTS.items()
}


def text_of(section: str, key: str, language: str) -> str | None:
    """The text, None when there is none; Chinese where the English is missing."""
    chinese = CHINESE[section].get(key)
    if chinese is None or language == "zh":
        return chinese
    return _english().get((f"{section} {key}", chinese), chinese)


@cache
def _english() -> Mapping[tuple[str, str], str]:
    return read_catalogue(ENGLISH.read_text(encoding="utf-8"))


def read_catalogue(text: str) -> dict[tuple[str, str], str]:
    """The translations of a gettext catalogue by context and msgid.

    Entries stand between empty lines; there are no plurals. Babel takes 100 ms to be imported,
    more than a command of the command line has, so it only checks this in the tests.
    """
    found: dict[tuple[str, str], str] = {}
    for entry in text.split("\n\n"):
        parts: dict[str, str] = {}
        part = ""
        for line in entry.splitlines():
            keyword, quote, rest = line.partition('"')
            if not quote or line.startswith("#"):
                continue
            part = keyword.strip() or part
            parts[part] = parts.get(part, "") + json.loads(quote + rest)
        if parts.get("msgid") and parts.get("msgstr"):
            found[parts.get("msgctxt", ""), parts["msgid"]] = parts["msgstr"]
    return found
