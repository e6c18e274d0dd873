"""What templates say: sentences, the trade's words, days and numbers in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from interfaces.texts import Language, field_name, vocabulary
from interfaces.texts.pages import later, page_text

STANDING_FOR = (later("已依法删除"), later("已锁定"))
"""What a personal text reads as that cannot be read (`domain.kernel.fact`)."""
CITY_TIME = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Wording:
    language: Language

    def say(self, chinese: str, **values: object) -> str:
        """A sentence of the pages."""
        return page_text(chinese, self.language, **values)

    def word(self, value: object) -> str:
        """A value in the trade's words; nothing for None."""
        return "" if value is None else vocabulary(str(value), self.language)

    def named(self, values: Iterable[str]) -> list[tuple[str, str]]:
        """Values with their words, as the choices of a list."""
        return [(value, self.word(value)) for value in values]

    def listed(self, words: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(words)

    def field(self, name: str, within: str = "") -> str:
        return field_name(name, self.language, within)

    def day(self, value: date | None) -> str:
        return "" if value is None else value.isoformat()

    def moment(self, value: datetime | None) -> str:
        """To the minute, in the city's time."""
        return "" if value is None else value.astimezone(CITY_TIME).strftime("%Y-%m-%d %H:%M")

    def number(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}"

    def signed(self, value: Decimal | float | int | None) -> str:
        """With its sign, as changes are written."""
        return "" if value is None else f"{value:+}"

    def yes_no(self, value: bool | None) -> str:
        return "" if value is None else self.say("是") if value else self.say("否")

    def masked(self, number: str) -> str:
        """An identity number as it may stand on a screen in a public hall."""
        return number if number in STANDING_FOR else f"{number[:6]}********{number[-4:]}"

    def personal(self, value: object) -> object:
        """What stands for a text that cannot be read, in this language; all else as it is."""
        return self.say(value) if isinstance(value, str) and value in STANDING_FOR else value
