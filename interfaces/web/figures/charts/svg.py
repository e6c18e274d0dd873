"""Elements of a drawing."""

from markupsafe import Markup, escape

FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Droid Sans Fallback, Arial, sans-serif"
"""Of every text: a drawing that is printed or kept by itself has no stylesheet."""


def element(tag: str, *inside: Markup | str, **attributes: object) -> Markup:
    """An element; `_` in the name of an attribute stands for `-`, `class_` for `class`."""
    told = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), shown(value))
        for name, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(tag, told, Markup("").join(map(escape, inside)))


def shown(value: object) -> object:
    """Lengths to a tenth: no eye sees more, and pages stay small."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value


def text(words: str, x: float, y: float, **attributes: object) -> Markup:
    return element("text", words, x=x, y=y, font_family=FONTS, **attributes)
