"""What is counted, in a registry of our own: never a name, a number or an address."""

from functools import cache
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

WITHIN = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Seconds, for the counts of how long requests took."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


NOW: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("projection_lag_facts", "Facts in the log that a read model has yet to take.", ("model",)),
    ("log_position", "The last fact of the log.", ()),
    ("database_bytes", "Size of the database and of what is written ahead of it.", ("file",)),
    (
        "database_free_bytes",
        "Room that is left where the database, or what lies beside it, is.",
        (),
    ),
    ("database_answer_seconds", "Time in which the database told its position.", ()),
    ("sessions_open", "People who are signed in.", ()),
    ("imports", "Files that people have brought and that are not done with.", ("state",)),
)
"""What is looked up when somebody asks: gauges, their words and labels."""


class Metrics:
    """Requests by route template, commands by name, refusals by code, lag by read model."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        here: Any = {"registry": self.registry}
        requests = Counter(
            "taizhang_http_requests", "Requests answered.", ["route", "method", "status"], **here
        )
        seconds = Histogram(
            "taizhang_http_request_seconds", "Time to answer.", ["route"], buckets=WITHIN, **here
        )
        commands = Counter(
            "taizhang_commands",
            "Commands carried out; replays apart.",
            ["command", "replayed"],
            **here,
        )
        # The library finds a series by its labels anew for every request, behind a lock.
        self._requests = cache(requests.labels)
        self._seconds = cache(seconds.labels)
        self._commands = cache(commands.labels)
        self._refusals = Counter("taizhang_refusals", "Requests refused.", ["code"], **here)
        self._now = {
            name: Gauge(f"taizhang_{name}", words, labels, **here) for name, words, labels in NOW
        }

    def answered(
        self, route: str, method: str, status: int, seconds: float, refusal: str | None
    ) -> None:
        # Whatever text a client sends as its method must not become a series of its own.
        known = method if method in METHODS else "other"
        self._requests(route, known, status).inc()
        self._seconds(route).observe(seconds)
        if refusal:
            self._refusals.labels(refusal).inc()

    def carried_out(self, command: str, replayed: bool) -> None:
        self._commands(command, str(replayed).lower()).inc()

    def is_now(self, name: str, value: float, *labels: str) -> None:
        """Set one of the gauges of `NOW`."""
        gauge = self._now[name]
        (gauge.labels(*labels) if labels else gauge).set(value)

    def text(self) -> bytes:
        """The exposition format of Prometheus."""
        return generate_latest(self.registry)
