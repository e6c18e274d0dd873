"""The columns of a workbook for one command, drawn from the command itself."""

from datetime import date
from enum import StrEnum
from typing import Any, get_args

from application.exports.template import Column
from application.tracker import HANDLERS
from interfaces.texts import field_name, language


def columns_of(command: str) -> list[Column]:
    """A column for every field, the required ones first."""
    columns = [
        Column(
            name,
            field_name(name, language(), command),
            field.is_required(),
            _example(name, field.annotation),
            _choices(field.annotation),
        )
        for name, field in HANDLERS[command].command.model_fields.items()
        if not (command == "register-worker" and name == "worker")
    ]
    return sorted(columns, key=lambda column: not column.required)


def _kinds(annotation: Any) -> list[Any]:
    return [annotation, *(kind for part in get_args(annotation) for kind in _kinds(part))]


def _choices(annotation: Any) -> tuple[str, ...] | None:
    for kind in _kinds(annotation):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(kind)
        if kind is bool:
            return ("true", "false")
    return None


def _example(name: str, annotation: Any) -> str:
    if date in _kinds(annotation):
        return "2004-12-31"
    return {"station": "440703002", "to_station": "440703002", "unit": "440703"}.get(name, "")
