"""Drawing a template in one language."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from application.exports.glyphs import undrawn
from interfaces.http.office import office_of
from interfaces.texts import Language
from interfaces.web.assets import address
from interfaces.web.wording import Wording

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment(language: Language) -> Environment:
    """The templates with the words of a language; everything in them is escaped."""
    wording = Wording(language)
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        finalize=wording.personal,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"_": wording.say, "asset": address, "language": language, "undrawn": undrawn}
    for name in ("named", "word", "field", "day", "moment", "number", "signed", "yes_no", "masked"):
        made.globals[name] = getattr(wording, name)
    made.filters["with_marks"] = with_marks
    return made


def with_marks(sentence: str, **places: Markup) -> Markup:
    """A sentence of ours with marked-up pieces in its places, such as the keys to press."""
    return Markup(sentence).format(**places)


def in_frame(
    request: Request, template: str, language: Language, visit: Any = None, **context: Any
) -> str:
    """A whole page, with its head and menu; without a visit, as anybody sees it."""
    usual: dict[str, Any] = {"menu": (), "waiting": {}, "done": None, "path": request.url.path}
    tracker = office_of(request.app).tracker
    usual["locked"] = tracker.keys.locked is not None
    city = tracker.rules.units.city.name
    return drawn(template, language, **{**usual, **context}, visit=visit, city=city)


def drawn(template: str, language: Language, **context: Any) -> str:
    return environment(language).get_template(template).render(context)
