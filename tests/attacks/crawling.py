"""Every page that links lead to, and what must not stand in it whatever people have written."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.attacks.hostile import CANARY
from tests.web.reading import Element
from tests.web.visitor import Shown, Visitor

OF_A_KIND, AT_A_PLACE = 2, 6
"""Pages of one kind that are opened, and of all kinds at one place: many differ only in their
person or their day, or in what else the same question asks for."""
_NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+")
_ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href")


def pages_of(visitor: Visitor, start: str = "/") -> Iterator[Shown]:
    """The pages behind links, from the first one on."""
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        kind, place = _kind(address)
        if address in seen or kinds[kind] >= OF_A_KIND or kinds[place] >= AT_A_PLACE:
            continue
        seen.add(address)
        kinds.update((kind, place))
        shown = Shown(visitor.client.get(address))
        assert shown.status < 500, address
        if not shown.response.headers["content-type"].startswith("text/html"):
            continue
        yield shown
        waiting += _links(shown)


def _kind(address: str) -> tuple[str, str]:
    """A page's place with what it asks for, and its place alone."""
    parts = urlsplit(address)
    names = sorted(each.partition("=")[0] for each in parts.query.split("&"))
    place = _NUMBERS.sub("#", parts.path)
    return f"{place}?{'&'.join(names)}", place


def _links(shown: Shown) -> Iterator[str]:
    for each in shown.page.all("a"):
        target = urljoin(str(shown.response.url), each.attributes.get("href", ""))
        parts = urlsplit(target)
        if parts.netloc == "testserver":
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def injected(shown: Element) -> list[str]:
    """What stands in a page that nobody of ours has put there."""
    return list(_injected(shown))


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
