"""Debian's Chromium, as these tests start it."""

import os
from shutil import which

from playwright.sync_api import Browser, Playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NONE = (
    "no browser is installed, so nothing is seen in a real one "
    "(on Debian: apt-get install chromium-headless-shell)"
)


def program() -> str | None:
    """The path of the browser, None where none is installed."""
    return next((found for name in PROGRAMS if (found := which(name))), None)


def must_be_there() -> bool:
    """Whether a missing browser is a failure: what CI skips, nobody looks at."""
    return os.environ.get("CI", "") not in ("", "0", "false")


def launched(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
