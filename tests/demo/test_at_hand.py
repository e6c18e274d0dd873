"""What the stations have at hand when the demo begins."""

from tests.demo.made_up import of


def test_july_leaves_work_at_hand_and_changes_no_life(lines, by_worker):
    july = [line for line in lines if line["effective_on"] >= "2005-07-01"]
    lives = {"register-worker", "start-employment", "end-employment", "close-case"}
    assert not {line["command"] for line in july} & lives
    waits = of(july, "apply-for-assistance", "apply-for-certificate", "enrol-in-training")
    assert {line["command"] for line in waits} == {
        "apply-for-assistance",
        "apply-for-certificate",
        "enrol-in-training",
    }
    for line in waits + of(july, "return-assistance", "transfer-case"):
        told = by_worker[line["worker"]]
        assert not of(told, "start-employment"), "only of those who never found work"
        answers = of(told, "assess-assistance") if "assistance" in line["command"] else []
        assert not answers
    courses = of(july, "enrol-in-training")
    assert len({(line["course"], line["provider"]) for line in courses}) == len(
        {line["course"] for line in courses}
    )
