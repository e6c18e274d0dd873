"""What every answer tells the browser, whatever is answered: pages, files, problems, styles."""

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Content-Security-Policy of whatever has none of its own: such an answer loads nothing."""
_DENIED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_SAFETY = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Everything is about somebody until its own endpoint says that it is not.
    "Cache-Control": "no-store",
}
A_YEAR = "max-age=31536000"
"""Strict-Transport-Security of this host alone: other names under its domain are not ours."""


_SENT = [(name.lower().encode(), value.encode()) for name, value in _SAFETY.items()]
_PRIVATE = (b"strict-transport-security", A_YEAR.encode())


def make_safe(headers: list[tuple[bytes, bytes]], private: bool) -> None:
    """Add what is missing; `private` where the browser speaks TLS. All names in small letters."""
    there = {name for name, _ in headers}
    wanted = [*_SENT, _PRIVATE] if private else _SENT
    headers += [header for header in wanted if header[0] not in there]
