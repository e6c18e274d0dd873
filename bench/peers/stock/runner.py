"""The library's projection runner, in a process of its own."""

import signal
from contextlib import suppress

from eventsourcing.projection import ProjectionRunner

from bench.peers.stock.application import Ledger
from bench.peers.stock.projection import VIEW, Cases


def main() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        ProjectionRunner(
            application_class=Ledger, projection_class=Cases, view_class=VIEW
        ) as runner,
        suppress(KeyboardInterrupt),
    ):
        runner.run_forever()


if __name__ == "__main__":
    main()
