"""From which day to which: what somebody typed into the two boxes of a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from interfaces.texts.pages import later
from interfaces.web.forms import typed
from interfaces.web.visit import Visit

FROM, TO = "from", "to"
_WRONG = later("日期写法不对。请写成 2005-01-31 或 20050131。")
_TURNED = later("起始日期晚于截止日期。请更正其中一个。")


@dataclass(frozen=True, slots=True)
class Between:
    """Both days included; None where nothing was asked. `typed` and `errors` by box."""

    from_: date | None
    to: date | None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(
        cls, visit: Visit, given: Mapping[str, str], usually: tuple[date | None, date | None]
    ) -> "Between":
        """What is typed in the boxes, and for an empty one the day that it `usually` has."""
        days: dict[str, date | None] = {}
        shown: dict[str, str] = {}
        errors: dict[str, str] = {}
        for name, else_ in zip((FROM, TO), usually, strict=True):
            text = typed.day(given.get(name, "").strip())
            shown[name] = text or visit.words.day(else_)
            try:
                days[name] = date.fromisoformat(text) if text else else_
            except ValueError:
                days[name] = else_
                errors[name] = visit.words.say(_WRONG)
        first, last = days[FROM], days[TO]
        if first and last and first > last and not errors:
            errors[FROM] = visit.words.say(_TURNED)
        return cls(first, last, shown, errors)

    @property
    def query(self) -> dict[str, str]:
        """The days as an address says them."""
        days = {FROM: self.from_, TO: self.to}
        return {name: day.isoformat() for name, day in days.items() if day}


def address(path: str, **query: str | None) -> str:
    """A path with what is known of its query."""
    known = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(known)}" if known else path
