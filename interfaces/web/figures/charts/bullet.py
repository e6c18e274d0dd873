"""A bullet: a bar from zero, and the target as a tick across it."""

from functools import lru_cache

from markupsafe import Markup, escape

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
        return round(WIDTH * min(max(number / highest, 0.0), 1.0), 1) if highest else 0.0

    parts = [_bar("ground", WIDTH, _BAND)]
    if target is not None:
        parts.append(_bar("band", x(target), _BAND))
    if value is not None:
        parts.append(_bar(tone or "plain", x(value), _BAR))
    if target is not None:
        parts.append(_tick(x(target)))
    return Markup(_FRAME.format(says=escape(says), parts="".join(parts)))


# A page has a hundred of these, whose parts are much alike.
_FRAME = (
    f'<svg class="bullet" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
    'aria-label="{says}">{parts}</svg>'
)


@lru_cache(maxsize=2_048)
def _bar(tone: str, width: float, height: int) -> Markup:
    return element(
        "rect", class_=f"bar-{tone}", y=(HEIGHT - height) / 2, width=float(width), height=height
    )


@lru_cache(maxsize=256)
def _tick(place: float) -> Markup:
    inside = min(max(place, 1.0), WIDTH - 1.0)
    return element("path", d=f"M{inside:.1f} 1v{HEIGHT - 2}", class_="tick")
