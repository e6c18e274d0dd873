"""What is wrong and what to do, in one or two short sentences."""

import re
from collections.abc import Iterable, Mapping

from interfaces.texts.catalogue import CHINESE, text_of
from interfaces.texts.filling import filled, phrase

_CHOICES = re.compile("'([^']*)'")
_PATTERNS = {"^[0-9]{6,12}$": "unit", r"^[^\r\n]*$": "line"}
_KINDS = (
    ("datetime_", "moment"),
    ("timezone_", "moment"),
    ("date_", "date"),
    ("bool_", "bool"),
    ("int_", "int"),
    ("decimal_", "decimal"),
    ("float_", "decimal"),
    ("finite_", "decimal"),
    ("uuid_", "uuid"),
    ("dict_", "object"),
    ("model_", "object"),
    ("literal_", "enum"),
)


def refusal_words(code: str, facts: Mapping[str, object], language: str) -> str:
    """The words of a refusal: of a `DomainError`, an `AccountError`, an unusable file, a bad line.

    A text of its own for the fact `problem` goes first. A code without a text is named in a
    neutral sentence. Names and identity numbers are never shown.
    """
    for key in (f"{code}.{facts.get('problem')}", code):
        if template := text_of("refusals", key, language):
            return filled(template, facts, code, language)
    return phrase("no-text", language, code=code)


def validation_words(
    error: Mapping[str, object],
    language: str,
    known: Iterable[str] = (),
    in_words: bool = False,
) -> str:
    """The words of one of pydantic's `ErrorDetails`; what was entered is never shown.

    `known` are the fields that there are: the nearest of them is named for one that there is not.
    What may be entered is told `in_words` to whoever writes words, else by its codes too.
    """
    kind = str(error.get("type", ""))
    context = error.get("ctx")
    facts: dict[str, object] = dict(context) if isinstance(context, Mapping) else {}
    if "expected" in facts:
        facts["expected"] = _CHOICES.findall(str(facts["expected"]))
    if kind == "enum" and in_words:
        facts["problem"] = "in_words"
    if kind == "string_pattern_mismatch":
        facts["problem"] = _PATTERNS.get(str(facts.get("pattern")))
    if kind == "extra_forbidden":
        facts["nearest"] = _nearest(error.get("loc"), known)
    return refusal_words(_key_of(kind), facts, language)


def _key_of(kind: str) -> str:
    if kind in CHINESE["refusals"]:
        return kind
    return next((key for start, key in _KINDS if kind.startswith(start)), "unknown-entry")


def _nearest(place: object, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - slow, and seldom wanted

    if not (isinstance(place, tuple) and place):
        return None
    return next(iter(get_close_matches(str(place[-1]), list(known), n=1)), None)
