"""An audit that has looked at nothing has found nothing wrong: that is a failure."""

import pytest

from tests.audit import complaints


@pytest.mark.parametrize(
    ("packages", "wrong"),
    [
        ([], ["nothing was compared"]),
        ([{"name": "a", "version": "1", "vulns": []}], []),
        ([{"name": "a", "skip_reason": "not found"}], ["a: not found"]),
        ([{"name": "a", "vulns": [{"id": "CVE-1"}]}], ["a: [{'id': 'CVE-1'}]"]),
    ],
)
def test_what_fails_an_audit(packages, wrong):
    assert complaints({"dependencies": packages}) == wrong
