"""What the front page says, in plain words."""

from guide_engine.insights import words
from guide_engine.insights.attention import Finding, Kind
from guide_engine.insights.board import Published, Task
from guide_engine.insights.words import _


def finding(found: Finding, guide_name: str) -> str:
    """Say what is wrong, with whom and how many."""
    if found.kind is Kind.LOW_COMPLETION or found.step is None:
        others = found.others
        return _(
            "“%(guide)s” is completed by %(rate)s of %(people)s; your other guides by %(others)s.",
            guide=guide_name,
            rate=words.rate(found.share),
            people=words.people(found.share.n),
            others=words.rate(others) if others else "",
        )
    facts = {
        "step": found.step.number,
        "title": found.step.title,
        "guide": guide_name,
        "share": words.rate(found.share),
        "people": words.people(found.share.n),
    }
    if found.kind is Kind.FAILING:
        return _(
            "Step %(step)s of “%(guide)s” can't be shown to %(share)s of %(people)s: its target is"
            " missing or blocked.",
            **facts,
        )
    if found.mostly == "abandoned":
        return _(
            "Step %(step)s of “%(guide)s” loses %(share)s of %(people)s; most of them leave it"
            " unfinished.",
            **facts,
        )
    return _(
        "Step %(step)s of “%(guide)s” loses %(share)s of %(people)s; most of them close it.",
        **facts,
    )


def advice(found: Finding) -> str:
    """Say what usually helps."""
    return {
        Kind.FAILING: _("Look at the step's target: the page has probably changed."),
        Kind.LOSING_STEP: _("Shorten the step, or ask for it where people are already at it."),
        Kind.LOW_COMPLETION: _("Fewer steps help most; then a better moment and audience."),
    }[found.kind]


def verdict(published: Published) -> str:
    """Say whether a new version does better than the one before, as far as can be told."""
    if published.before is None:
        if not published.rate.enough:
            return _("Not enough yet: %(people)s so far.", people=words.people(published.rate.n))
        return _(
            "Completed by %(rate)s (%(interval)s) of %(people)s.",
            rate=words.rate(published.rate),
            interval=words.interval(published.rate),
            people=words.people(published.rate.n),
        )
    if published.difference is None:
        return _(
            "Too early to compare: %(now)s on this version, %(before)s on the one before.",
            now=words.people(published.rate.n),
            before=words.people(published.before.n),
        )
    facts = {
        "before": words.rate(published.before),
        "now": words.rate(published.rate),
        "people": words.people(published.rate.n),
    }
    low, high = published.difference
    if low > 0:
        return _("Completion rose from %(before)s to %(now)s of %(people)s.", **facts)
    if high < 0:
        return _("Completion fell from %(before)s to %(now)s of %(people)s.", **facts)
    return _(
        "Completion went from %(before)s to %(now)s of %(people)s: no difference that is more than"
        " chance.",
        **facts,
    )


def mood(published: Published) -> str:
    """Name the badge of a verdict: good, failed (worse) or none."""
    if published.difference is None:
        return "none"
    low, high = published.difference
    return "good" if low > 0 else "failed" if high < 0 else "none"


def mood_words(published: Published) -> str:
    return {
        "good": _("Better"),
        "failed": _("Worse"),
        "none": _("No difference") if published.difference else _("Too early"),
    }[mood(published)]


def task(one: Task) -> tuple[str, str, str]:
    """Name a task of the checklist, say why, and what its button says."""
    return {
        "install": (
            _("Put the snippet into your product"),
            _("One line in your pages. It can't slow or break them."),
            _("Show the snippet"),
        ),
        "seen": (
            _("See your first end user"),
            _("Call identify, so that guides know whom they speak to."),
            _("Open people"),
        ),
        "guide": (
            _("Make your first guide"),
            _("A short tutorial of three steps is a good beginning."),
            _("New guide"),
        ),
        "published": (
            _("Publish it"),
            _("Rehearse in staging, then show it to the people it is for."),
            _("Open guides"),
        ),
        "completed": (
            _("See somebody complete it"),
            _("From then on the reports say for whom it works."),
            _("Open reports"),
        ),
    }[one.key]
