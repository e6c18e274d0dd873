"""`python -m interfaces.cli` where `taizhang` is not installed."""

from interfaces.cli.main import main

main()
