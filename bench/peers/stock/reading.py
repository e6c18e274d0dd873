"""How a request sees its own writes in the projection's rows.

On PostgreSQL the library's runner follows the log in a process of its own
(`python -m bench.peers.stock.runner`) and a request looks every 5 ms whether it has come far enough
(the library's own `wait` looks first after 100 ms). On SQLite there is nothing to subscribe to, so
the request brings the projection up to its own position.
"""

import time
from threading import Lock

from eventsourcing.persistence import InfrastructureFactory, Tracking, TrackingRecorder

from bench.peers.stock.application import Ledger
from bench.peers.stock.projection import SQLITE, VIEW, Cases

_SECTION = 10
_SECONDS, _LOOKS = 30.0, 0.005


def view_of(ledger: Ledger) -> TrackingRecorder:
    env = ledger.construct_env(Cases.name)
    return InfrastructureFactory[TrackingRecorder].construct(env).tracking_recorder(VIEW)


class Reading:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self.view = ledger, view_of(ledger)
        self._projection, self._lock = Cases(self.view), Lock()

    def up_to(self, position: int) -> None:
        """Return once the rows have what the log has up to here."""
        if SQLITE:
            with self._lock:
                self.project(position)
            return
        deadline = time.monotonic() + _SECONDS
        while not self.view.has_tracking_id(self._ledger.name, position):
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(_LOOKS)

    def project(self, position: int) -> None:
        ledger = self._ledger
        done = self.view.max_tracking_id(ledger.name) or 0
        while done < position:
            for notification in ledger.notification_log.select(
                done + 1, _SECTION, topics=self._projection.topics
            ):
                event = ledger.mapper.to_domain_event(notification)
                self._projection.process_event(event, Tracking(ledger.name, notification.id))
                done = notification.id
