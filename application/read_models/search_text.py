"""What is looked for in the words that people are found by, without a look at everybody.

One index is of the beginnings of words, up to two characters, and of whole words; as a word counts
what begins within one with a Chinese character. The other is of any three characters. What they
find is looked at again: they may find too much, never too little (docs/decisions/0088).
"""

import re
from itertools import islice
from typing import Any

from sqlalchemy import Select, Table

from application.kernel.people.text_index import TextIndex, keep

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WITHIN = re.compile(rf"(?<=[^|])(?=({_HAN}[^|]?))")
_HAN_ALONE = re.compile(f"{_HAN}+")
_THREE = 3
_MOST_TRIGRAMS = 20
"""As many tell enough; the rest is seen in the rows."""


class SearchText:
    """Of a table with the columns `typed`, words between bars, and `within`."""

    def __init__(self, of: Table) -> None:
        # Everything but bars and spaces belongs to a word.
        words = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*' separators '|'"
        beginnings = ", prefix='1 2'"
        self._words = TextIndex("search_words", of, ("typed", "within"), words, beginnings)
        self._trigrams = TextIndex("search_trigrams", of, ("typed",), "trigram")
        keep(self._words, self._trigrams)

    @staticmethod
    def within(typed: str) -> str:
        """Of words between bars, what begins within them with a Chinese character, by two.

        None is ever typed as a whole word: each ends with what typing leaves out.
        """
        return " ".join(f"{some}·" for some in _WITHIN.findall(typed))

    def words(self, asked: Select[Any], typed: str) -> Select[Any]:
        """Of the rows asked for, those that may have what was typed as a word."""
        return self._words.found(asked, _quoted(typed))

    def beginnings(self, asked: Select[Any], typed: str) -> Select[Any]:
        """Those that may have a word that begins with what was typed: two characters at most."""
        return self._words.found(asked, f"{_quoted(typed)}*")

    def anywhere(self, asked: Select[Any], typed: str) -> Select[Any] | None:
        """Those that may have it anywhere; None where no index tells."""
        if len(typed) >= _THREE:
            threes = dict.fromkeys(map("".join, zip(typed, typed[1:], typed[2:], strict=False)))
            some = map(_quoted, islice(threes, _MOST_TRIGRAMS))
            return self._trigrams.found(asked, " AND ".join(some))
        return self.beginnings(asked, typed) if _HAN_ALONE.fullmatch(typed) else None


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
