"""Putting the facts of a refusal into its text."""

import re
from collections.abc import Mapping

from interfaces.texts.catalogue import text_of
from interfaces.texts.words import field_name, vocabulary

_OPTIONAL = re.compile("‹([^›]*)›")
PLACE = re.compile(r"\{([a-z_]+)(?::([A-Za-z]+))?\}")
# Whatever a fact holds, an identity number never gets into words.
_IDENTITY_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])", re.ASCII)
_CLASH = {"fact", "effective_on"}


def filled(template: str, facts: Mapping[str, object], code: str, language: str) -> str:
    """The text of `code` with its facts; a part in `‹…›` goes when one of its facts is not given.

    A place is `{fact}` or `{fact:form}`; the forms are `word` (a value in the trade's words),
    `choice` (the value and its words), `field` (what a field is called) and `MiB`.
    """

    def part(found: re.Match[str]) -> str:
        if all(_given(facts.get(name)) for name, _ in PLACE.findall(found[1])):
            return PLACE.sub(
                lambda place: _shown(facts[place[1]], place[2], code, language), found[1]
            )
        return ""

    return _OPTIONAL.sub(part, template)


def phrase(key: str, language: str, **values: str) -> str:
    return (text_of("phrases", key, language) or "").format(**values)


def _given(value: object) -> bool:
    if isinstance(value, Mapping):
        return value.keys() >= _CLASH
    return value is not None and value not in ("", [], ())


def _shown(value: object, form: str | None, code: str, language: str) -> str:
    if isinstance(value, Mapping):
        fact = vocabulary(str(value["fact"]), language)
        return phrase("clash", language, fact=fact, effective_on=str(value["effective_on"]))
    if isinstance(value, list | tuple):
        comma = "、" if language == "zh" else ", "
        return comma.join(_shown(each, form, code, language) for each in value)
    return _in_form(value, form, code, language)


def _in_form(value: object, form: str | None, code: str, language: str) -> str:
    if form == "MiB" and isinstance(value, int):
        return f"{round(value / 2**20, 1):g} MiB"
    text = _IDENTITY_NUMBER.sub("…", str(value))
    match form:
        case "word":
            return _within_a_sentence(vocabulary(text, language), language)
        case "field":
            return field_name(text, language, code)
        case "choice" if (word := vocabulary(text, language)) != text:
            return phrase("choice", language, code=text, word=_within_a_sentence(word, language))
        case _:
            return text


def _within_a_sentence(word: str, language: str) -> str:
    return word if language == "zh" else word[:1].lower() + word[1:]
