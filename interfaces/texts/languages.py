"""Which language somebody at the machine reads."""

import os
from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]

_ASKED = ("TAIZHANG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language(environ: Mapping[str, str] | None = None) -> Language:
    """The language of `TAIZHANG_LANGUAGE`, else of the locale; English for all but Chinese."""
    given = os.environ if environ is None else environ
    asked = next((given[name] for name in _ASKED if given.get(name)), "")
    return "zh" if asked.lower().startswith("zh") else "en"
