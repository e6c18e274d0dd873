"""PostgreSQL's own programs for copies, as processes that are told no password by their call."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import Conninfo

from application.kernel.database import PostgreSQL
from domain.kernel.errors import DomainError, Refusal

_ARCHIVE = ("--no-owner", "--no-privileges")
"""Whose tables they are is of the server on which they are."""


class CopyProgramMissing(DomainError):
    """A program of PostgreSQL is not to be found, or is older than the server."""

    code = "copy-program-missing"
    sort = Refusal.STALE


class CopyProgramFailed(DomainError):
    """A program of PostgreSQL says why it cannot go on."""

    code = "copy-program-failed"
    sort = Refusal.STALE


def dump(database: PostgreSQL, server: int, snapshot: str, file: Path) -> None:
    """Write what a server of a version sees in an exported snapshot.

    Raises `CopyProgramMissing`, `CopyProgramFailed`.
    """
    options = ("--format=custom", f"--snapshot={snapshot}", "--lock-wait-timeout=60s")
    with _running("pg_dump", server, *options, *_into(database), f"--file={file}", at=database):
        pass


def restore(file: Path, database: PostgreSQL, server: int) -> None:
    """Make in an empty database what a copy has. Raises as `dump`."""
    options = (*_ARCHIVE, "--exit-on-error", "--single-transaction")
    with _running("pg_restore", server, *options, *_into(database), str(file), at=database):
        pass


@contextmanager
def read(file: Path, server: int) -> Iterator[IO[bytes]]:
    """The rows of a copy as `COPY` of SQL. Raises as `dump`."""
    with _running("pg_restore", server, "--data-only", "--file=-", str(file)) as lines:
        yield lines


def _into(database: PostgreSQL) -> tuple[str, str]:
    told = {name: value for name, value in _told(database).items() if name not in _secret()}
    return "--no-password", f"--dbname={make_conninfo(**told)}"


def _told(database: PostgreSQL) -> dict[str, str]:
    return {name: str(value) for name, value in conninfo_to_dict(database.conninfo).items()}


def _secret() -> dict[str, str]:
    """Which options of an address are for nobody to see, and the variables that they have."""
    return {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.dispchar == b"*" and option.envvar
    }


@contextmanager
def _running(
    program: str, server: int, *arguments: str, at: PostgreSQL | None = None
) -> Iterator[IO[bytes]]:
    """What a program says, while it runs; raises when it ends badly."""
    secret = _secret()
    known = {
        secret[name]: value for name, value in (_told(at) if at else {}).items() if name in secret
    }
    command = [_found(program, server), *arguments]
    with TemporaryFile() as errors:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=os.environ | known
        ) as process:
            assert process.stdout
            yield process.stdout
        if process.returncode:
            errors.seek(0)
            raise CopyProgramFailed(program=program, reason=_first(errors.read()))


def _first(said: bytes) -> str:
    """The first line alone: those behind it may tell values of rows."""
    lines = said.decode("utf-8", "replace").splitlines()
    return next((line.strip() for line in lines if line.strip()), "")


def _found(program: str, server: int) -> str:
    path = shutil.which(program)
    version = _version(path) if path else None
    if path is None or version is None or version < server:
        raise CopyProgramMissing(program=program, version=server, found=version)
    return path


def _version(path: str) -> int | None:
    """Its major version, as that of a server is compared."""
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else None
