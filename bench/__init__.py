"""Speed and memory, run on demand: `make bench`, or one of them as `python -m bench.answering`.

Figures are ratios within one run or medians of several, since machines are shared and noisy.
"""
