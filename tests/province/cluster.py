"""Three of etcd and three of Patroni with PostgreSQL, each with ports of its own on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.province.members import (
    DEPLOY,
    Member,
    free_port,
    hand_over,
    program,
    settings_of,
    told_by,
    waited,
)

NAMES = ("db1", "db2", "db3")
_BINARIES = "/usr/lib/postgresql/15/bin"
_HOST = "127.0.0.1"
_OPTIONS = (
    "target_session_attrs=read-write&connect_timeout=3&tcp_user_timeout=10000"
    "&keepalives_idle=5&keepalives_interval=2&keepalives_count=3"
)
"""docs/how-to/run-a-province.md."""


class Cluster:
    """`leader()` is the name of the member that takes writes now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        hand_over(folder)
        self.agreement = self._agreement()
        self.databases = {name: self._database(name) for name in NAMES}

    def start(self) -> None:
        for member in (*self.agreement, *self.databases.values()):
            member.start()
        waited(lambda: self.leader() is not None, "no leader")
        waited(lambda: self.in_step() is not None, "no standby in step")

    def close(self) -> None:
        for member in (*self.databases.values(), *self.agreement):
            member.kill()

    def leader(self) -> str | None:
        for name, member in self.databases.items():
            if member.process and told_by(self._asked(member, "primary")):
                return name
        return None

    def in_step(self) -> str | None:
        """A standby that has on its disk all that was acknowledged."""
        for name, member in self.databases.items():
            if member.process and told_by(self._asked(member, "sync")):
                return name
        return None

    def whole(self) -> bool:
        """Whether every other member follows the leader."""
        return all(
            member.process is not None
            and bool(told_by(self._asked(member, "primary" if name == leader else "replica")))
            for leader in [self.leader()]
            for name, member in self.databases.items()
        )

    def url(self, database: str, account: str, password: str) -> str:
        """Of the database wherever its leader is, as libpq understands it."""
        hosts = ",".join(f"{_HOST}:{each.ports['sql']}" for each in self.databases.values())
        return f"postgresql://{account}:{password}@{hosts}/{database}?{_OPTIONS}"

    def superuser_url(self) -> str:
        """Of the database for maintenance, as whoever may make others."""
        example = settings_of(DEPLOY / "node.env")
        who = example["PATRONI_SUPERUSER_USERNAME"], example["PATRONI_SUPERUSER_PASSWORD"]
        return self.url("postgres", *who)

    def _asked(self, member: Member, what: str) -> str:
        return f"http://{_HOST}:{member.ports['rest']}/{what}"

    def _agreement(self) -> list[Member]:
        ports = {name: (free_port(), free_port()) for name in NAMES}
        peers = ",".join(f"{name}=http://{_HOST}:{peer}" for name, (_, peer) in ports.items())
        etcd = program("etcd")
        members = []
        for name, (client, peer) in ports.items():
            here, there = f"http://{_HOST}:{client}", f"http://{_HOST}:{peer}"
            own = {
                "ETCD_NAME": name,
                "ETCD_DATA_DIR": str(self.folder / f"etcd-{name}"),
                "ETCD_LISTEN_PEER_URLS": there,
                "ETCD_INITIAL_ADVERTISE_PEER_URLS": there,
                "ETCD_LISTEN_CLIENT_URLS": here,
                "ETCD_ADVERTISE_CLIENT_URLS": here,
                "ETCD_INITIAL_CLUSTER": peers,
            }
            member = Member(f"etcd-{name}", [etcd], _filled("etcd.env", own), self.folder)
            member.ports["client"] = client
            members.append(member)
        return members

    def _database(self, name: str) -> Member:
        sql, rest = free_port(), free_port()
        own = {
            "PATRONI_NAME": name,
            "PATRONI_ETCD3_HOSTS": ",".join(
                f"{_HOST}:{each.ports['client']}" for each in self.agreement
            ),
            "PATRONI_RESTAPI_LISTEN": f"{_HOST}:{rest}",
            "PATRONI_RESTAPI_CONNECT_ADDRESS": f"{_HOST}:{rest}",
            "PATRONI_POSTGRESQL_LISTEN": f"{_HOST}:{sql}",
            "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"{_HOST}:{sql}",
            "PATRONI_POSTGRESQL_DATA_DIR": str(self.folder / name),
            "PATRONI_POSTGRESQL_BIN_DIR": _BINARIES,
            "PATRONI_POSTGRESQL_PGPASS": str(self.folder / f"pgpass-{name}"),
        }
        own = _filled("node.env", own)
        patroni = program("patroni")
        command = [patroni, str(DEPLOY / "patroni.yml")]
        member = Member(name, command, own, self.folder)
        member.ports.update(sql=sql, rest=rest)
        return member


def _filled(file: str, own: dict[str, str]) -> dict[str, str]:
    """The settings of the operator's example, with what this member has of its own."""
    example = settings_of(DEPLOY / file)
    if unknown := set(own) - set(example):
        raise KeyError(f"{file} does not tell of {sorted(unknown)}")
    return example | own


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    built = Cluster(folder)
    try:
        built.start()
        yield built
    finally:
        built.close()
