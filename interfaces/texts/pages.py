"""The sentences of the pages: the Chinese text is its own key, English is in `console*.po`."""

from collections.abc import Mapping
from functools import cache

from interfaces.texts.catalogue import ENGLISH, read_catalogue


def page_text(chinese: str, language: str, **values: object) -> str:
    """The sentence in a language, with its values put where `{name}` stands.

    Chinese where the English is missing, which a test does not let happen.
    """
    text = chinese if language == "zh" else _english().get(("", chinese), chinese)
    return text.format(**values) if values else text


def later(chinese: str) -> str:
    """Mark a sentence that is said later, in the language of whoever will read it."""
    return chinese


@cache
def _english() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for file in sorted(ENGLISH.parent.glob("console*.po")):
        found |= read_catalogue(file.read_text(encoding="utf-8"))
    return found
