"""`make audit`: every locked package against the known vulnerabilities.

Fails when one is vulnerable, and also when one was not compared at all: without its data
`pip-audit` ends well and has looked at nothing.
"""

import json
import subprocess
import sys
from pathlib import Path

LOCKS = (Path("requirements.lock"), Path(__file__).with_name("requirements.lock"))
_AUDIT = ("-m", "pip_audit", "--no-deps", "--disable-pip", "--format", "json", "-r")


def complaints(report: dict[str, list[dict[str, object]]]) -> list[str]:
    """What is wrong, by package; a report that names none is wrong too."""
    packages = report["dependencies"]
    if not packages:
        return ["nothing was compared"]
    return [
        f"{each['name']}: {each.get('skip_reason') or each['vulns']}"
        for each in packages
        if each.get("skip_reason") or each.get("vulns")
    ]


def main() -> int:
    wrong = []
    for lock in LOCKS:
        run = subprocess.run(
            [sys.executable, *_AUDIT, str(lock)], capture_output=True, text=True, check=False
        )
        try:
            wrong += complaints(json.loads(run.stdout))
        except ValueError:
            sys.exit(f"pip-audit said nothing about {lock}: {run.stderr.strip()[-500:]}")
    print(*(wrong or ["every locked package was compared; nothing is known"]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
