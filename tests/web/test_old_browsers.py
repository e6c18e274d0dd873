"""What is sent works in Chromium 80: stylesheet, script and pages.

htmx is as published (its hash is tested): it has one `?.` and one `??`, which Chromium 80 knows.
"""

import pytest

from tests.architecture.repository import files, name_of, text_of
from tests.web.old_browsers import newer_in_css, newer_in_markup, newer_in_script
from tests.web.sentences import WEB

STYLES = list(files(".css", under=WEB))
SCRIPTS = [path for path in files(".js", under=WEB) if not path.name.endswith(".min.js")]
TEMPLATES = list(files(".html", under=WEB))


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_stylesheet_has_nothing_newer(path):
    assert newer_in_css(text_of(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_has_nothing_newer(path):
    assert newer_in_script(text_of(path)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_nothing_newer_and_nothing_inline(path):
    assert newer_in_markup(text_of(path)) == []


@pytest.mark.parametrize(
    "css",
    [
        "a { color: red; &:hover { color: blue } }",
        ".card { .title { color: red } }",
        "form:has(.fault) { color: red }",
        ":is(h1, h2) { margin: 0 }",
        "a:focus-visible { outline: 1px solid }",
        ":focus:not(:focus-visible), a { outline: none }",
        "a:not(.b, .c) { color: red }",
        ".bar { display: flex; gap: 1rem }",
        ".bar { display: flex } .bar { column-gap: 1rem }",
        ".picture { aspect-ratio: 2 }",
        ".over { position: absolute; inset: 0 }",
        ".frame { min-height: 100dvh }",
        ".a { margin-inline: 1rem }",
        "@layer base { a { color: red } }",
        "@media (width >= 600px) { a { color: red } }",
        "@container (min-width: 1px) { a { color: red } }",
        ".a { color: color-mix(in srgb, red, blue) }",
    ],
)
def test_what_is_newer_is_found_in_css(css):
    assert newer_in_css(css)


@pytest.mark.parametrize(
    "css",
    [
        ":focus:not(:focus-visible) { outline: none }",
        ".grid { display: grid; column-gap: 1rem }",
        ".grid { display: grid } @media (max-width: 760px) { .grid { row-gap: 1rem } }",
        "a::before { content: '& :has(x) { }' } /* gap: 1px */",
        ".a { width: calc(100% - min(2rem, 5vw)); margin-inline-start: 1px; height: 100vh }",
        "@media print { @page { margin: 12mm } a { color: inherit } }",
    ],
)
def test_what_chromium_80_knows_is_left_alone(css):
    assert newer_in_css(css) == []


@pytest.mark.parametrize(
    "script",
    [
        "var a = b?.c;",
        "var a = b ?? c;",
        "a ||= b;",
        "list.at(-1);",
        "text.replaceAll('a', 'b');",
        "structuredClone(a);",
        "await fetch('/x');",
        "var f = () => 1;",
        "const a = 1;",
        "var t = `a`;",
        "f(...all);",
    ],
)
def test_what_is_newer_is_found_in_a_script(script):
    assert newer_in_script(script)


def test_words_numbers_and_expressions_are_no_newer_syntax():
    script = "// a?.b\nvar a = b ? .5 : 'c ?? d'; var r = /a?.b=>`/.test(c); /* await */"
    assert newer_in_script(script) == []


@pytest.mark.parametrize(
    "template",
    [
        '<p style="color: red">',
        '<button type="button" onclick="f()">',
        "<script>f()</script>",
        '<div hx-on:click="f()">',
        "<div popover>",
        "<section inert>",
        "<a hx-vals='js:{a: 1}'>",
    ],
)
def test_what_is_newer_or_inline_is_found_in_a_template(template):
    assert newer_in_markup(template)


def test_plain_markup_is_left_alone():
    template = '<script src="/a.js" defer></script><p class="inert style=" data-on="x" hx-get="/a">'
    assert newer_in_markup(template) == []
