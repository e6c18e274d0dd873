"""What an account has chosen for its pages; read together with the session."""

from typing import Literal

from sqlalchemy import Engine

from interfaces.accounts.accounts import Account
from interfaces.accounts.placing import place
from interfaces.accounts.tables import preferences_table

Preference = Literal["language", "station"]
"""`station` is the street that was chosen last, offered for the next person."""
LONGEST = 200


def set_preference(engine: Engine, account: Account, name: Preference, value: str) -> None:
    """Keep a choice of at most 200 characters; the one before is forgotten."""
    row = {"account_id": account.id, "name": name, "value": value[:LONGEST]}
    with engine.begin() as connection:
        place(connection, preferences_table, row)
