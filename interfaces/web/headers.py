"""What every page tells the browser."""

from interfaces.http.problems import RETRY

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    # With `no-referrer` a browser would not say where a form comes from (see `posted.from_here`).
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie, HX-Request",
}
IN_PLACE = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}
"""For scripts that asked for a part of a page: put the main part in place of the page's own."""


def headers_of(status: int) -> dict[str, str]:
    """A page that was refused for now may be asked for again."""
    return PAGE_HEADERS | (RETRY if status == 503 else {})
