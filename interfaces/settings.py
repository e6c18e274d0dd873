"""The settings of one installation, from the environment."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from application.kernel.answering.engines import LARGE
from application.kernel.database import Database, PostgreSQL, named
from application.kernel.keys.key import keys_beside
from application.kernel.keys.keyring import Keyring
from application.kernel.keys.master_key import MasterKeys
from application.kernel.split_off import cores
from interfaces.accounts.kept import LEAST_KEPT_DAYS

_PORTS = {"http": 80, "https": 443}


class DatabaseUnusable(ValueError):
    """`TAIZHANG_DATABASE_URL` names no database that this version can open."""


def _origin(address: str) -> str:
    """Scheme and host as browsers send them in `Origin`. Raises ValueError for anything more."""
    parts = urlsplit(address.strip().rstrip("/").lower())
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise ValueError("must be like https://taizhang.example.gov.cn")
    if parts.path or parts.query or parts.fragment:
        raise ValueError("must have no path: the console is at the root of its host")
    usual = parts.port == _PORTS[parts.scheme]
    host = parts.netloc.rpartition(":")[0] if usual else parts.netloc
    return f"{parts.scheme}://{host}"


class Settings(BaseSettings):
    """Each is set by the variable of its name in capitals behind `TAIZHANG_`."""

    model_config = SettingsConfigDict(env_prefix="TAIZHANG_", env_ignore_empty=True)

    database_url: str = "sqlite:///var/taizhang.db"
    """`sqlite:///` with a path, relative to the working folder unless it begins with a further
    slash; `postgresql://…` as libpq reads it."""
    owner_url: SecretStr | None = None
    """The same PostgreSQL database as the role that owns the log; for `taizhang migrate` and
    `restore` alone."""
    folder: Path = Path("var")
    """Where what must not be in a PostgreSQL database lies: keys, imports under way."""
    key_file: Path | None = None
    """The key of the claims; by default beside the database."""
    seal_key_file: Path | None = None
    """The private key of the seals; by default beside the database."""
    master_key_file: Path | None = None
    """The key that wraps the keys of the people; by default beside the database."""
    master_key: SecretStr | None = None
    """The same key itself, in the place of a file: 64 hexadecimal digits."""
    units_file: Path | None = None
    """The units that a new ledger begins with; by default those of the city in the package."""
    language: Literal["zh", "en"] | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    public_url: Annotated[str, AfterValidator(_origin)] | None = None
    """The origin under which people reach the console; with it no other host is answered."""
    trusted_proxies: str = "127.0.0.1"
    """Whose word on the client's address and on TLS is taken."""
    max_import_bytes: Annotated[int, Field(ge=1024)] = 64 * 1024 * 1024
    """The largest file that an import takes; an own export may be larger."""

    looks_kept_days: Annotated[int, Field(ge=LEAST_KEPT_DAYS)] = 1095
    """For how long it is known who looked at whom; the law asks for half a year at least."""

    reports_from_facts: Annotated[int, Field(ge=0)] = LARGE
    """From how many facts on the report engine answers what counts many people."""

    write_apart: bool | None = None
    """Whether commands are carried out in a process of their own, beside the one that answers; by
    default where there is more than one core."""

    @property
    def writes_apart(self) -> bool:
        return cores() > 1 if self.write_apart is None else self.write_apart

    @property
    def master(self) -> MasterKeys:
        """Where the master key is. Raises `DatabaseUnusable`."""
        file = self.master_key_file or self.database.beside(".master")
        text = self.master_key.get_secret_value() if self.master_key else None
        return MasterKeys(file, text)

    def people_keys(self) -> Keyring:
        """The keys of the people, opened. Raises `DatabaseUnusable`, `MasterKeyUnreadable`."""
        return keys_beside(self.database, self.master)

    @property
    def database(self) -> Database:
        """Where the ledger is. Raises `DatabaseUnusable`."""
        return self._named("database_url", self.database_url)

    @property
    def as_owner(self) -> PostgreSQL | None:
        """The same as the owner of its log, where that is another. Raises `DatabaseUnusable`."""
        if self.owner_url is None:
            return None
        owner, database = (
            self._named("owner_url", self.owner_url.get_secret_value()),
            self.database,
        )
        if not (isinstance(owner, PostgreSQL) and isinstance(database, PostgreSQL)):
            raise DatabaseUnusable("TAIZHANG_OWNER_URL is for a ledger in PostgreSQL")
        if owner.name != database.name:
            raise DatabaseUnusable("TAIZHANG_OWNER_URL names another database than that served")
        return owner

    def _named(self, setting: str, url: str) -> Database:
        try:
            return named(url, self.folder)
        except ValueError as error:
            raise DatabaseUnusable(f"TAIZHANG_{setting.upper()}: {error}") from None

    @property
    def claims_key(self) -> Path:
        return self.key_file or self.database.beside(".key")

    @property
    def seal_key(self) -> Path:
        return self.seal_key_file or self.database.beside(".seal-key")

    @property
    def key_files(self) -> dict[str, Path]:
        """Every key of the ledger, none of which is in its database, by what it is for."""
        people = {"people are read by it": self.database.beside(".keys")}
        if self.master_key is None:
            people["the keys of people are opened by it"] = self.master.file
        own = {"numbers are found by it": self.claims_key, "seals are made by it": self.seal_key}
        return own | people
