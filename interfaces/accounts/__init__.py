"""Who may come in, and what they may do: accounts, roles, bearer tokens.

Every way of coming in ends in the same question, "whose is this?", answered by a function
`(engine, what was shown, now) -> Account | None`. `tokens.account_by_token` is one; sessions
with cookies stand beside it in a module and a table of their own and reuse `accounts.COLUMNS`
and `accounts.account_from`.

The engine should be created with `hide_parameters=True`; the columns that hold secrets mask
themselves in logs all the same.
"""
