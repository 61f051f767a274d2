"""What is said to somebody stuck, in their language: why the card is here, and the question to ask."""

from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from guide_engine.core.paths import masked_path
from guide_engine.rescue.seeking import Place

MAX_TITLE = 120


@dataclass(frozen=True)
class Question:
    """A question as its asker finds it filled in, free of personal data; they may change it."""

    title: str
    body: str

    @property
    def text(self) -> str:
        return f"{self.title}\n\n{self.body}"


def question_for(place: Place, language: str) -> Question:
    """Fill in the question. The page's title is left out: hosts put names of people there."""
    path = masked_path(place.path)
    with force_locale(language):
        title = (
            _("Stuck at “%(step)s”", step=place.step_title)
            if place.step_title
            else _("Stuck on the page %(path)s", path=path)
        )
        lines = [_("Page: %(path)s", path=path)]
        if place.guide_name:
            lines.append(_("Guide: %(guide)s", guide=place.guide_name))
        if place.step_title:
            lines.append(_("Step: %(step)s", step=place.step_title))
        lines += ["", _("What I wanted to do:"), "", _("What happened instead:"), ""]
    return Question(title[:MAX_TITLE], "\n".join(lines))


def reason_for(reason: str, language: str, *, has_threads: bool, contact: str | None) -> str:
    """Say in one sentence why the card is here; name who looks after the company, if anyone."""
    with force_locale(language):
        sentence = _sentence(reason, has_threads=has_threads)
        if contact is None:
            return sentence
        return str(_("%(sentence)s %(name)s can help too.", sentence=sentence, name=contact))


def _sentence(reason: str, *, has_threads: bool) -> str:
    if has_threads:
        return str(
            {
                "rage_click": _("Is something not working as you expect? Others met this too."),
                "slow_step": _("Is this step taking long? Others met this too."),
            }.get(reason, _("Others met this too."))
        )
    return str(
        {
            "rage_click": _("Is something not working as you expect? You can ask."),
            "slow_step": _("Is this step taking long? You can ask."),
        }.get(reason, _("You can ask the community."))
    )
