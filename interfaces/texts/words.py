"""What values and fields are called."""

from collections.abc import Mapping
from functools import cache

from interfaces.texts.catalogue import CHINESE, text_of


def vocabulary(word: str, language: str) -> str:
    """The trade's words for a value, a fact (by its stored name) or a command.

    A word that is none of the ledger's comes back as it is.
    """
    return text_of("words", word, language) or word


def spoken(value: str) -> tuple[str, ...]:
    """What a value of the ledger is called, in each language that has words for it."""
    words = (text_of("words", value, language) for language in ("zh", "en"))
    return tuple(word for word in words if word)


def parameter_meaning(name: str, language: str) -> str:
    """What a parameter of the rules says."""
    return text_of("parameters", name, language) or name


def field_name(field: str, language: str, within: str = "") -> str:
    """What a field is called, `within` a command that has its own word for it."""
    own = text_of("fields", f"{within}.{field}", language) if within else None
    return own or text_of("fields", field, language) or field


@cache
def fields_by_heading() -> Mapping[str, str]:
    """The field that the heading of a column names, in either language."""
    return {
        text_of("fields", key, language) or key: key.rpartition(".")[2]
        for key in CHINESE["fields"]
        for language in ("zh", "en")
    }
