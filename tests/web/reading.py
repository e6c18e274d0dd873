"""What a page says, read as a person would: by headings, labels and links."""

from html.parser import HTMLParser

_EMPTY = {"input", "br", "meta", "link", "img", "hr", "wbr", "path", "rect", "line", "circle"}


class Element:
    """An element with its attributes and what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Element | str] = []

    @property
    def text(self) -> str:
        """The text in it, spaces and line ends as a browser shows them."""
        parts = (part if isinstance(part, str) else f" {part.text} " for part in self.inside)
        return " ".join("".join(parts).split())

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        """Every element below with a tag and attributes (`class_` one of its classes)."""
        found: list[Element] = []
        for part in self.inside:
            if isinstance(part, Element):
                if part.tag == tag and part._has(attributes):
                    found.append(part)
                found += part.all(tag, **attributes)
        return found

    def one(self, tag: str, **attributes: str) -> "Element":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}> in: {self.text[:400]}"
        return found[0]

    def _has(self, wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            if name == "class_":
                if value not in self.attributes.get("class", "").split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != value:
                return False
        return True

    def values(self) -> dict[str, str]:
        """What a form would send as it stands: its filled controls by name."""
        sent: dict[str, str] = {}
        for control in self.all("input"):
            kind = control.attributes.get("type", "text")
            if kind in {"radio", "checkbox"} and "checked" not in control.attributes:
                continue
            sent[control.attributes.get("name", "")] = control.attributes.get("value", "")
        for area in self.all("textarea"):
            sent[area.attributes["name"]] = area.text
        for choice in self.all("select"):
            chosen = [o for o in choice.all("option") if "selected" in o.attributes]
            sent[choice.attributes["name"]] = chosen[-1].attributes["value"] if chosen else ""
        sent.pop("", None)
        return sent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def page(html: str) -> Element:
    """The page; raises AssertionError where elements are not closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> stays open"
    return builder.open[0]
