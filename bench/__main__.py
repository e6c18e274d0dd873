"""All benchmarks, one after the other."""

from bench import answering, figures, importing, pages, rebuilding, trust
from bench.measuring import show

for title, bench in (
    ("Importing", importing),
    ("Answering", answering),
    ("Pages", pages),
    ("Figures", figures),
    ("Rebuilding", rebuilding),
    ("Trust", trust),
):
    show(title, bench.measure())
