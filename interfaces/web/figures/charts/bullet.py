"""A bullet: a bar from zero, and the target as a tick across it."""

from markupsafe import Markup

from interfaces.web.figures.charts.svg import element

WIDTH, HEIGHT = 160, 16
_BAND = 8
_BAR = 6


def bullet(
    value: float | None, target: float | None, highest: float, tone: str, says: str
) -> Markup:
    """`tone` is a lamp's: good, near or bad; `says` is what the drawing tells, in words.

    The band reaches from zero to the target, or, of a target that is not to be exceeded, as far
    as the bar may go.
    """

    def x(number: float) -> float:
        return WIDTH * min(max(number / highest, 0.0), 1.0) if highest else 0.0

    parts = [_bar("ground", WIDTH, _BAND)]
    if target is not None:
        parts.append(_bar("band", x(target), _BAND))
    if value is not None:
        parts.append(_bar(tone or "plain", x(value), _BAR))
    if target is not None:
        place = min(max(x(target), 1.0), WIDTH - 1.0)
        parts.append(element("path", d=f"M{place:.1f} 1v{HEIGHT - 2}", class_="tick"))
    return element(
        "svg",
        *parts,
        class_="bullet",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=says,
    )


def _bar(tone: str, width: float, height: int) -> Markup:
    return element(
        "rect", class_=f"bar-{tone}", y=(HEIGHT - height) / 2, width=float(width), height=height
    )
