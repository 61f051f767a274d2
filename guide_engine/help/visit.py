"""One look into a panel: whose, how the panel is set, and what this person may have of it."""

from dataclasses import dataclass
from datetime import datetime

from guide_engine.audience.moments import to_moment
from guide_engine.audience.person import Person
from guide_engine.core import clock
from guide_engine.delivery.decide import Verdict
from guide_engine.delivery.state import Judged, variables
from guide_engine.guides.variables import fill
from guide_engine.help import queries
from guide_engine.help.entries import Entry
from guide_engine.help.panel import Panel, Texts
from guide_engine.help.question import Question, question_for
from guide_engine.help.routes import Route
from guide_engine.help.seeking import Place
from guide_engine.help.wire import HelpRequest
from guide_engine.identity.keys import EnvironmentRef


@dataclass(frozen=True)
class Visit:
    env: EnvironmentRef
    request: HelpRequest
    panel: Panel
    person: Person
    judged: Judged
    route: Route

    @property
    def language(self) -> str:
        """Of our own words, and of the communities to look in."""
        return "ja" if self.request.language.lower().startswith("ja") else "en"

    @property
    def place(self) -> Place:
        return Place(path=self.request.path, page_title=self.request.page_title)

    @property
    def question(self) -> Question:
        """What the person takes along to whoever can help."""
        return question_for(self.place, self.language, self.request.query or "")

    def has(self, section: str) -> bool:
        return section in self.panel.sections

    def said(self, texts: Texts) -> str:
        return self.panel.said(texts, self.request.language)

    def entry(self, verdict: Verdict) -> Entry:
        guide = verdict.guide
        return queries.entry(self.env.id, guide.content_in(self.request.language), guide.key)

    def filled(self, verdict: Verdict, text: str) -> str:
        """Put the person's facts into a text of a guide."""
        return fill(text, variables(self.person, [verdict]))


def known_since(person: Person) -> datetime | None:
    """Tell since when a person is known; None for one who never was identified."""
    millis = to_moment(person.user.get("first_seen_at"))
    return clock.from_millis(int(millis)) if millis is not None else None
