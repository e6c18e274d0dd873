"""The words of refusals, values and fields, in Chinese and English.

A refusal is one entry in `chinese/`, under its code, and one in the English catalogue. In the
texts `‹…›` is left out when a fact that it shows was not given, so every text is a whole
sentence without any facts. `{kind:word}` shows a fact in the trade's words.
"""

from interfaces.texts.languages import Language, language
from interfaces.texts.refusals import refusal_words, validation_words
from interfaces.texts.words import (
    field_name,
    fields_by_heading,
    parameter_meaning,
    spoken,
    vocabulary,
)

__all__ = [
    "Language",
    "field_name",
    "fields_by_heading",
    "language",
    "parameter_meaning",
    "refusal_words",
    "spoken",
    "validation_words",
    "vocabulary",
]
