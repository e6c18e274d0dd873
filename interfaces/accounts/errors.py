"""Refusals about accounts: a stable code and its facts; never a password or a token in them."""

from typing import ClassVar


class AccountError(Exception):
    """A refusal. `facts` are plain values that the words of the refusal may show."""

    code: ClassVar[str]

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.code)
        self.facts = facts

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}: {shown}" if shown else self.code


class AccountExists(AccountError):
    """Facts: `name`, as it was asked for."""

    code = "account-exists"


class NoSuchAccount(AccountError):
    """Facts: `name`."""

    code = "account-unknown"


class AccountDisabled(AccountError):
    """Facts: `name`."""

    code = "account-disabled"


class LastAdministrator(AccountError):
    """The only one left who can manage the accounts of its area. Facts: `name`."""

    code = "last-administrator"


class UnknownRole(AccountError):
    """Facts: `role`, as it was asked for."""

    code = "role-unknown"


class EntryUnusable(AccountError):
    """An empty, too long or unprintable text. Facts: `field`, `longest` (characters)."""

    code = "account-entry-unusable"


class PasswordTooShort(AccountError):
    """Facts: `shortest` (characters)."""

    code = "password-too-short"


class PasswordTooLong(AccountError):
    """Facts: `longest` (characters)."""

    code = "password-too-long"


class PasswordUnchanged(AccountError):
    """The new password is the old one. No facts."""

    code = "password-unchanged"


class TokenDaysOutOfRange(AccountError):
    """Facts: `days` asked for, `longest` (days)."""

    code = "token-days-out-of-range"


class NoSuchToken(AccountError):
    """Facts: `token`, the id that was asked for."""

    code = "token-unknown"


class SignInRefused(AccountError):
    """Name and password open no account; which of them is wrong is not told. No facts."""

    code = "sign-in-refused"


class SignInSlowedDown(AccountError):
    """Too many failures for this name or from this address. Facts: `seconds` to wait."""

    code = "sign-in-slowed-down"
