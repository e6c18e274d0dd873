"""axe-core on a page: what bars people from reading or operating it."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "vendor/axe-4.14.1.min.js"


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    page.evaluate(_script())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{broken['id']}: {broken['help']}: {node['html'][:160]}"
        + (f" ({node['any'][0]['message']})" if node["any"] else "")
        for broken in found["violations"]
        for node in broken["nodes"]
    ]
