"""All benchmarks, one after the other; `--write` puts the peers into the reference.

Not among them, since they take long: `bench.soak`, `bench.growth` and `bench.dashboard`.
"""

import sys

from bench import answering, figures, importing, pages, rebuilding, reports, trust
from bench.measuring import show
from bench.peers.__main__ import main as compare

compare(sys.argv[1:])
for title, bench in (
    ("Importing", importing),
    ("Answering", answering),
    ("Pages", pages),
    ("Figures", figures),
    ("Rebuilding", rebuilding),
    ("Reports", reports),
    ("Trust", trust),
):
    show(title, bench.measure())
