"""The question that somebody who needs help takes to the community or to a person, filled in."""

from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from guide_engine.core.paths import masked_path
from guide_engine.help.seeking import Place

MAX_TITLE = 120


@dataclass(frozen=True)
class Question:
    """A question as its asker finds it filled in, free of personal data; they may change it."""

    title: str
    body: str

    @property
    def text(self) -> str:
        return f"{self.title}\n\n{self.body}"


def question_for(place: Place, language: str, asked: str = "") -> Question:
    """Fill in the question; `asked` is what they searched for, in their own words.

    The page's title is left out: hosts put names of people there.
    """
    path = masked_path(place.path)
    with force_locale(language):
        title = asked.strip() or (
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
