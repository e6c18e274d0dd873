"""The page at /docs, drawn from the OpenAPI document; it needs neither scripts nor a network."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

Json = Mapping[str, Any]

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<main>
<h1>{title}</h1>
"""
_NOTES = (("minimum", "≥ "), ("maximum", "≤ "), ("maxLength", "at most "), ("pattern", "form "))


def page_of(document: Json) -> str:
    return "".join(_parts(document))


def _parts(document: Json) -> Iterator[str]:
    yield _HEAD.format(title=escape(document["info"]["title"]))
    yield from _paragraphs(document["info"]["description"])
    yield '<p>For programs: <a href="openapi.json">openapi.json</a></p>\n'
    operations = list(_operations(document))
    for tag in dict.fromkeys(operation["tags"][0] for _, operation in operations):
        yield f"<h2>{escape(tag)}</h2>\n"
        for call, operation in operations:
            if operation["tags"][0] == tag:
                yield from _operation(call, operation, document)
    yield "<h2>refusals</h2>\n<ul>\n"
    for code in document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]:
        yield f"<li><code>{escape(code)}</code></li>\n"
    yield "</ul>\n</main>\n</body>\n</html>\n"


def _operations(document: Json) -> Iterator[tuple[str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def _operation(call: str, operation: Json, document: Json) -> Iterator[str]:
    name = escape(operation["operationId"])
    yield f'<details id="{name}">\n<summary><code>{escape(call)}</code></summary>\n'
    yield from _paragraphs(operation.get("description", ""))
    parameters = {p["name"]: (p["schema"], p["required"]) for p in operation.get("parameters", ())}
    yield from _table("parameter", parameters, document)
    if "requestBody" in operation:
        media = operation["requestBody"]["content"]["application/json"]
        yield from _table("field", _fields(media["schema"], document), document)
    answers = ", ".join(escape(status) for status in operation["responses"])
    yield f"<p>Answers: {answers}</p>\n</details>\n"


def _fields(schema: Json, document: Json) -> dict[str, tuple[Json, bool]]:
    whole = _resolved(schema, document)
    required = whole.get("required", ())
    return {name: (field, name in required) for name, field in whole["properties"].items()}


def _table(kind: str, rows: Mapping[str, tuple[Json, bool]], document: Json) -> Iterator[str]:
    if not rows:
        return
    yield f"<table>\n<tr><th>{kind}</th><th>required</th><th>what</th></tr>\n"
    for name, (schema, required) in rows.items():
        what = escape(_what(schema, document))
        yield f"<tr><td><code>{escape(name)}</code></td>"
        yield f"<td>{'yes' if required else ''}</td><td>{what}</td></tr>\n"
    yield "</table>\n"


def _what(schema: Json, document: Json) -> str:
    """A schema in a line: its type, its choices, its bounds."""
    whole = _resolved(schema, document)
    if either := whole.get("anyOf"):
        return " or ".join(_what(one, document) for one in either if one.get("type") != "null")
    if choices := whole.get("enum"):
        return " · ".join(map(str, choices))
    words = [whole.get("format") or str(whole.get("type", "anything"))]
    words += [f"{say}{whole[key]}" for key, say in _NOTES if key in whole]
    return ", ".join(words)


def _resolved(schema: Json, document: Json) -> Json:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: Json = document["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        if paragraph:
            yield f"<p>{escape(paragraph)}</p>\n"
