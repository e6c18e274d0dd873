"""Every page that links lead to, and what must not stand in it whatever people have written."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.attacks.hostile import CANARY
from tests.web.reading import Element, page
from tests.web.visitor import Shown, Visitor

OF_A_KIND = 3
"""Pages of one kind that are opened: many differ only in their person or their day."""
_NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+")
_ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href")


def pages_of(visitor: Visitor, start: str = "/") -> Iterator[Shown]:
    """The pages behind links, from the first one on."""
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        kind = _kind(address)
        if address in seen or kinds.get(kind, 0) >= OF_A_KIND:
            continue
        seen.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        shown = Shown(visitor.client.get(address))
        assert shown.status < 500, address
        if not shown.response.headers["content-type"].startswith("text/html"):
            continue
        yield shown
        waiting += _links(shown)


def _kind(address: str) -> str:
    parts = urlsplit(address)
    names = sorted(each.partition("=")[0] for each in parts.query.split("&"))
    return f"{_NUMBERS.sub('#', parts.path)}?{'&'.join(names)}"


def _links(shown: Shown) -> Iterator[str]:
    for each in shown.page.all("a"):
        target = urljoin(str(shown.response.url), each.attributes.get("href", ""))
        parts = urlsplit(target)
        if parts.netloc == "testserver":
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def injected(text: str) -> list[str]:
    """What stands in a page that nobody of ours has put there."""
    return list(_injected(page(text)))


def _injected(element: Element) -> Iterator[str]:
    if element.tag == CANARY or (element.tag in ("script", "style") and element.text):
        yield f"<{element.tag}>"
    for name, value in element.attributes.items():
        if name.startswith("on") or name in (CANARY, "style", "srcdoc"):
            yield f"{name}={value[:40]} on <{element.tag}>"
        if name in _ADDRESSES and not _is_ours(value):
            yield f"{name}={value[:80]} on <{element.tag}>"
    for part in element.inside:
        if isinstance(part, Element):
            yield from _injected(part)


def _is_ours(address: str) -> bool:
    parts = urlsplit(address.strip())
    return not parts.scheme and not parts.netloc
