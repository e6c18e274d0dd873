"""On what machine, with what, and when."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path


def conditions() -> dict[str, str | int]:
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "processor": _told("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
    }


def _told(file: str, name: str) -> str:
    """The first value under a name in a file of /proc; empty where there is none."""
    if not Path(file).is_file():
        return ""
    lines = (line.partition(":") for line in Path(file).read_text().splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")
