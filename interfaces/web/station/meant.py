"""A command that is being written, as what follows from it is told."""

from dataclasses import dataclass
from datetime import date

from application.read_models.whole_file import Whole
from domain.certificate.certificates import LIVE
from domain.policy.book import PolicyBook
from interfaces.web.forms.form import Form
from interfaces.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Meant:
    """What is typed so far, on the day typed."""

    visit: Visit
    whole: Whole
    form: Form
    on: date

    def say(self, sentence: str, **values: object) -> str:
        return self.visit.words.say(sentence, **values)

    def value(self, name: str) -> str:
        return self.form.value(name)

    @property
    def policy(self) -> PolicyBook:
        return self.visit.tracker.rules.policy

    @property
    def holds_certificate(self) -> bool:
        return self.whole.file["certificate_standing"] in LIVE
