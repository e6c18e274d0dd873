"""Stands in for curl on a machine that has none: the options that README uses, no others."""

import sys
from argparse import ArgumentParser
from urllib.error import URLError
from urllib.request import Request, urlopen


def main() -> int:
    parser = ArgumentParser(prog="curl", allow_abbrev=False)
    for flag in ("--fail", "--silent", "--show-error"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("-d", dest="body")
    parser.add_argument("url")
    asked = parser.parse_args()
    headers = dict(header.split(": ", 1) for header in asked.headers)
    body = asked.body.encode() if asked.body else None
    try:
        with urlopen(Request(asked.url, body, headers), timeout=30) as answer:
            sys.stdout.buffer.write(answer.read())
    except URLError as error:
        print(error, file=sys.stderr)
        return 22
    return 0


if __name__ == "__main__":
    sys.exit(main())
