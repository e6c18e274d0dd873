"""What Chromium 80 does not know, found in stylesheets, scripts and templates."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r""" "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' """, re.VERBOSE)
_REGEX = re.compile(r"(?<=[=(,:!&|?]) ?/(?![*/ ])(?:\\.|\[[^\]\n]*\]|[^/\\\n])+/[gimsuy]*")
_LINE_COMMENT = re.compile(r"//[^\n]*")


class Rule(NamedTuple):
    """`within` are the at-rules around it."""

    within: str
    selector: str
    declarations: tuple[tuple[str, str], ...]


_NEW_SELECTORS = {
    "a relation": re.compile(r":(?:has|is|where)\("),
    "a newer pseudo-class": re.compile(
        r":(?:focus-visible|modal|popover-open|dir\(|autofill|user-(?:in)?valid)"
    ),
    "a newer pseudo-element": re.compile(r"::(?:marker|backdrop|file-selector-button|part\()"),
    "a list in :not": re.compile(r":not\([^)]*,"),
    "nesting": re.compile(r"&"),
}
_FALLBACK = ":focus:not(:focus-visible)"
"""Alone in its rule: a browser that does not know it drops the rule and keeps the outline."""
_NEW_PROPERTIES = re.compile(
    r"(?:aspect-ratio|inset(?:-.*)?|(?:margin|padding)-(?:inline|block)|accent-color|content-visibility"
    r"|scrollbar-gutter|text-wrap.*|translate|rotate|scale|appearance|color-scheme|text-underline-offset"
    r"|text-decoration-thickness|container.*|line-clamp|field-sizing)$"
)
_NEW_VALUES = re.compile(
    r"\d[dsl]v[hwib]\b|\b(?:color-mix|oklch|oklab|lab|lch|hwb|light-dark|image-set|subgrid)\b"
    r"|\brevert\b|(?<=overflow:)\s*clip\b|\d(?:cq[wh]|rlh|lh|cap|ic)\b"
)
_NEW_AT_RULES = re.compile(
    r"@(?:layer|container|property|scope|starting-style|supports\s+selector)|@media[^{]*[<>]"
)
_GAPS = {"gap", "row-gap", "column-gap"}
_GRIDS = re.compile(r"(?:inline-)?grid$")

_NEW_SCRIPT = re.compile(
    r"\?\.(?!\d)|\?\?|\|\|=|&&=|\*\*=|`|=>|\b(?:let|const|class|async|await|import|export)\b|\.\.\."
    r"|\.(?:at|replaceAll|findLast(?:Index)?|flatMap|flat|hasOwn|matchAll|replaceChildren|toSorted"
    r"|toReversed|groupBy|randomUUID|any|allSettled|checkVisibility|showPicker)\("
    r"|\b(?:structuredClone|WeakRef|queueMicrotask|AbortSignal|requestIdleCallback)\b"
)
_NEW_MARKUP = re.compile(
    r"<(?:search|selectlist|script(?![^>]*\ssrc=))\b"
    r"|<[^>]*\s(?:popover|inert|style|on[a-z]+|hx-on[^=]*)(?:=|>|\s)",
    re.IGNORECASE,
)
_RUN = re.compile(r"\bhx-(?:vals|vars|headers)=['\"]js:")


def rules(css: str) -> Iterator[Rule]:
    """Each rule of a stylesheet; one inside another has the outer selector in `within`."""
    around: list[str] = []
    since = 0
    text = _TEXT.sub('""', _COMMENT.sub("", css))
    for mark in re.finditer(r"[{}]", text):
        said = text[since : mark.start()].strip()
        since = mark.end()
        if mark.group() == "{":
            around.append(" ".join(said.split()))
            continue
        selector = around.pop()
        if said or not selector.startswith("@"):
            yield Rule(" ".join(around), selector, tuple(_declarations(said)))


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for each in body.split(";"):
        name, colon, value = each.partition(":")
        if colon:
            yield name.strip(), value.strip()


def newer_in_css(css: str) -> list[str]:
    """What a browser of 2020 would drop, each with its place."""
    all_rules = list(rules(css))
    grids = {
        rule.selector
        for rule in all_rules
        if any(name == "display" and _GRIDS.match(value) for name, value in rule.declarations)
    }
    found = [f"{at.group()}" for at in _NEW_AT_RULES.finditer(_COMMENT.sub("", css))]
    for rule in all_rules:
        found += _newer_in_rule(rule, grids)
    return found


def _newer_in_rule(rule: Rule, grids: set[str]) -> Iterator[str]:
    if rule.within and not rule.within.startswith("@"):
        yield f"{rule.selector}: inside {rule.within}"
    if rule.selector != _FALLBACK:
        for what, newer in _NEW_SELECTORS.items():
            if newer.search(rule.selector):
                yield f"{rule.selector}: {what}"
    for name, value in rule.declarations:
        if _NEW_PROPERTIES.match(name) or _NEW_VALUES.search(f"{name}: {value}"):
            yield f"{rule.selector}: {name}: {value}"
        if name in _GAPS and rule.selector not in grids:
            yield f"{rule.selector}: {name} outside a grid"


def newer_in_script(script: str) -> list[str]:
    """Syntax and methods that the oldest browser, or a reader who knows only it, would miss."""
    code = _LINE_COMMENT.sub("", _REGEX.sub(" 0", _TEXT.sub('""', _COMMENT.sub("", script))))
    return [found.group() for found in _NEW_SCRIPT.finditer(code)]


def newer_in_markup(template: str) -> list[str]:
    """Elements and attributes that are too new, or that the pages' policy forbids."""
    plain = _TEXT.sub('""', template)
    found = [*_NEW_MARKUP.finditer(plain), *_RUN.finditer(template)]
    return [each.group() for each in found]
