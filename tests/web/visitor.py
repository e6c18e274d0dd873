"""Somebody at a browser without scripts: opens pages, fills in forms, presses buttons."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import httpx2 as httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.web.reading import Element, page

PASSWORD = "再就业优惠证二〇〇三年"


@dataclass
class Shown:
    """What the browser shows, and where it is."""

    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def path(self) -> str:
        """The address with its query, without the host."""
        url = self.response.url
        return url.raw_path.decode()

    @cached_property
    def page(self) -> Element:
        return page(self.response.text)

    @property
    def main(self) -> Element:
        return self.page.one("main")

    @property
    def text(self) -> str:
        return self.main.text

    @property
    def heading(self) -> str:
        return self.main.all("h1")[0].text

    def form(self, button: str) -> Element:
        """The form with a button, by its words."""
        for form in self.page.all("form"):
            if any(each.text == button for each in form.all("button")):
                return form
        raise AssertionError(f"no form has the button {button!r}: {self.text[:600]}")

    def link(self, words: str) -> str:
        """Where the link with some words leads."""
        for each in self.page.all("a"):
            if each.text == words:
                return each.attributes["href"]
        raise AssertionError(f"no link says {words!r}: {self.text[:600]}")


class Visitor:
    """One browser: it keeps its cookies and follows redirects, and says where a form is from."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, headers={"Accept": "text/html"})

    def open(self, path: str, **query: str) -> Shown:
        return Shown(self.client.get(path, params=query or None))

    def post(
        self, path: str, files: dict[str, tuple[str, bytes]] | None = None, **fields: str
    ) -> Shown:
        base = str(self.client.base_url).rstrip("/")
        return Shown(self.client.post(path, data=fields, files=files, headers={"Origin": base}))

    def press(
        self,
        shown: Shown,
        button: str,
        files: dict[str, tuple[str, bytes]] | None = None,
        **typed: str,
    ) -> Shown:
        """Press a button of a page after typing into its form; what is not typed stays."""
        form = shown.form(button)
        fields = form.values()
        unknown = set(typed) - _names(form)
        assert not unknown, f"the form has no {unknown}"
        pressed = next(each for each in form.all("button") if each.text == button)
        if name := pressed.attributes.get("name"):
            fields[name] = pressed.attributes.get("value", "")
        action = form.attributes.get("action") or shown.path
        target = urlsplit(urljoin(str(shown.response.url), action))
        path = target.path + (f"?{target.query}" if target.query else "")
        if form.attributes.get("method", "get") != "post":
            return self.open(target.path, **(fields | typed))
        return self.post(path, files, **(fields | typed))

    def sign_in(self, name: str, password: str = PASSWORD) -> "Visitor":
        shown = self.press(self.open("/sign-in"), "登录", name=name, password=password)
        assert shown.status == 200, shown.text
        return self


def _names(form: Element) -> set[str]:
    controls = [c for tag in ("input", "select", "textarea") for c in form.all(tag)]
    return {control.attributes.get("name", "") for control in controls}
