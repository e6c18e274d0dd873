"""Two bars of one length: what there was with what came, and what there is with what went."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from interfaces.web.figures.charts.svg import element, text

WIDTH, HEIGHT = 1040, 104
_BAR, _APART, _TOP = 34, 14, 4
_WIDE, _NARROW, _HAN = 13, 7.5, 0x2E80
"""Widths of a letter. A label stands in its part where that is wide enough for it."""


class Part(NamedTuple):
    """`tone` is a class of the stylesheet; parts without people are not drawn."""

    name: str
    number: int
    tone: str


def flows(came: Sequence[Part], went: Sequence[Part], title: str, says: str) -> Markup:
    """`says` tells the drawing in words. Both sequences add up to the same."""
    whole = max(sum(part.number for part in came), 1)
    parts = [element("title", title, id="flows-title"), element("desc", says, id="flows-text")]
    for row, bar in enumerate((came, went)):
        y, x = _TOP + row * (_BAR + _APART), 0.0
        for part in bar:
            width = WIDTH * part.number / whole
            if width:
                parts.append(_part(part, x, y, width))
            x += width
    return element(
        "svg",
        *parts,
        class_="flows",
        viewBox=f"0 0 {WIDTH} {HEIGHT - _TOP}",
        role="img",
        aria_labelledby="flows-title flows-text",
    )


def _part(part: Part, x: float, y: float, width: float) -> Markup:
    tip = f"{part.name} {part.number:,}"
    inside = [
        element("title", tip),
        element("rect", x=x, y=y, width=width, height=_BAR, class_=f"part {part.tone}"),
    ]
    if sum(_WIDE if ord(letter) >= _HAN else _NARROW for letter in tip) + 16 < width:
        label = text(tip, x + 8, y + _BAR / 2 + 5, class_=f"in-part {part.tone}")
        inside.append(label)
    return element("g", *inside)
