"""All benchmarks, one after the other."""

from bench import answering, importing, rebuilding
from bench.measuring import show

for title, bench in (
    ("Importing", importing),
    ("Answering", answering),
    ("Rebuilding", rebuilding),
):
    show(title, bench.measure())
