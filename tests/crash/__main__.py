"""`python -m tests.crash --rounds 50`: load over HTTP and `kill -9` at random moments.

With `--postgresql` the ledger is on a server, which stays; what is killed is `taizhang serve`.
"""

import argparse
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash.rounds import Crashes
from tests.databases import on
from tests.postgres import OwnServer


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20050301, help="of the moments")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own")
    wanted = parser.parse_args()
    began = time.monotonic()
    with TemporaryDirectory(prefix="taizhang-crash-") as folder, ExitStack() as after:
        if wanted.postgresql:
            server = OwnServer()
            after.callback(server.close)
            after.enter_context(on(server, Path(folder)))
        crashes = Crashes(Path(folder), wanted.seed)
        for number in range(1, wanted.rounds + 1):
            done = crashes.round()
            print(
                f"round {number}: killed after {done.seconds:.2f} s; {done.facts:,} facts, "
                f"{done.acknowledged:,} commands acknowledged, {done.files} files whole",
                flush=True,
            )
    seconds = time.monotonic() - began
    print(f"{wanted.rounds} rounds in {seconds:.0f} s: nothing lost, nothing twice, all in step")


if __name__ == "__main__":
    main()
