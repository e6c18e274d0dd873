"""What every page tells the browser."""

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
