"""What people type about an account, made fit to keep."""

import unicodedata

from interfaces.accounts.errors import EntryUnusable

LONGEST = {"name": 64, "display_name": 64, "unit": 32, "label": 100}
"""Characters."""


def entry(field: str, text: str) -> str:
    """The text without outer spaces. Raises EntryUnusable.

    Unprintable characters are refused because two names that look the same must be the same.
    """
    longest = LONGEST[field]
    kept = text.strip() if len(text) <= longest else ""
    if not kept or not kept.isprintable():
        raise EntryUnusable(field=field, longest=longest)
    return kept


def name_key(name: str) -> str:
    """The form in which login names are compared: case and full width make no difference.

    Raises EntryUnusable for what cannot be anybody's name.
    """
    kept = unicodedata.normalize("NFKC", entry("name", name)).casefold()
    # Compatibility characters may unfold to many letters (one Arabic ligature to eighteen).
    return entry("name", unicodedata.normalize("NFKC", kept))


def sought_key(name: str) -> str:
    """The key to look a name up by; empty, and nobody's, for what cannot be a name."""
    try:
        return name_key(name)
    except EntryUnusable:
        return ""
