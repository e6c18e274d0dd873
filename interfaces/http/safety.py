"""What every answer tells the browser, whatever is answered: pages, files, problems, styles."""

from starlette.datastructures import MutableHeaders

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


def make_safe(headers: MutableHeaders, private: bool) -> None:
    """Add what is missing; `private` where the browser speaks TLS."""
    for name, value in _SAFETY.items():
        headers.setdefault(name, value)
    if private:
        headers.setdefault("Strict-Transport-Security", A_YEAR)
