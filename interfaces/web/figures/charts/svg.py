"""Elements of a drawing."""

from functools import cache

from markupsafe import Markup, escape

FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Droid Sans Fallback, Arial, sans-serif"
"""Of every text: a drawing that is printed or kept by itself has no stylesheet."""


def element(tag: str, *inside: Markup | str, **attributes: object) -> Markup:
    """An element; `_` in the name of an attribute stands for `-`, `class_` for `class`."""
    # By hand: a page has thousands of these, and `Markup.format` takes five times as long.
    told = "".join(
        f' {_named(name)}="{shown(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{told}>{''.join(map(escape, inside))}</{tag}>")


@cache
def _named(attribute: str) -> str:
    return attribute.rstrip("_").replace("_", "-")


def shown(value: object) -> str:
    """Lengths to a tenth: no eye sees more, and pages stay small."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value) if isinstance(value, int) else escape(value)


def text(words: str, x: float, y: float, **attributes: object) -> Markup:
    return element("text", words, x=x, y=y, font_family=FONTS, **attributes)
