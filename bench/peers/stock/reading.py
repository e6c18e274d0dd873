"""How a request sees its own writes in the projection's rows.

On PostgreSQL the library's runner follows the log in a process of its own
(`python -m bench.peers.stock.runner`); each server process looks every 5 ms how far it has come
and wakes the requests that waited for that (the library's own `wait` first looks again after
100 ms). On SQLite there is nothing to subscribe to, so a request brings the projection up to its
own position.
"""

import time
from threading import Condition, Lock, Thread

from eventsourcing.persistence import InfrastructureFactory, Tracking, TrackingRecorder

from bench.peers.stock.application import Ledger
from bench.peers.stock.projection import SQLITE, VIEW, Cases

_SECTION = 10
_SECONDS, _LOOKS = 30.0, 0.005


def view_of(ledger: Ledger) -> TrackingRecorder:
    env = ledger.construct_env(Cases.name)
    return InfrastructureFactory[TrackingRecorder].construct(env).tracking_recorder(VIEW)


class Followed:
    """The projection that another process keeps."""

    def __init__(self, ledger: Ledger) -> None:
        self._name, self.view = ledger.name, view_of(ledger)
        self._position, self._moved = 0, Condition()
        Thread(target=self._look, daemon=True).start()

    def up_to(self, position: int) -> None:
        """Return once the rows have what the log has up to here. Raises TimeoutError."""
        with self._moved:
            if not self._moved.wait_for(lambda: self._position >= position, _SECONDS):
                raise TimeoutError

    def _look(self) -> None:
        while True:
            position = self.view.max_tracking_id(self._name) or 0
            if position > self._position:
                with self._moved:
                    self._position = position
                    self._moved.notify_all()
            time.sleep(_LOOKS)


class InRequest:
    """The projection that the requests keep themselves."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self.view = ledger, view_of(ledger)
        self._projection, self._lock = Cases(self.view), Lock()

    def up_to(self, position: int) -> None:
        ledger = self._ledger
        with self._lock:
            done = self.view.max_tracking_id(ledger.name) or 0
            while done < position:
                for notification in ledger.notification_log.select(
                    done + 1, _SECTION, topics=self._projection.topics
                ):
                    event = ledger.mapper.to_domain_event(notification)
                    self._projection.process_event(event, Tracking(ledger.name, notification.id))
                    done = notification.id


Reading = InRequest if SQLITE else Followed
