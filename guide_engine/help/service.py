"""What a help panel holds for one person, as it opens and for what they search; and saving it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from guide_engine.audience import queries as audience
from guide_engine.audience.person import Person
from guide_engine.community import queries as community
from guide_engine.community.ask import ask_link
from guide_engine.community.queries import FoundThread
from guide_engine.community.ranking import CONTEXT_FLOOR
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Invalid
from guide_engine.core.paths import masked_path
from guide_engine.delivery.decide import Verdict
from guide_engine.delivery.state import Judged, judge, variables
from guide_engine.help import feed, listing, queries, words
from guide_engine.help.feed import News
from guide_engine.help.models import HelpSettings
from guide_engine.help.panel import Link, Panel, faults, to_document
from guide_engine.help.routes import MAX_THREADS, route
from guide_engine.help.search import Findable, find
from guide_engine.help.seeking import words_for
from guide_engine.help.visit import Visit, known_since
from guide_engine.help.wire import HelpRequest
from guide_engine.help.words import _
from guide_engine.identity import service as identity
from guide_engine.identity.end_user_token import is_anonymous
from guide_engine.identity.keys import EnvironmentRef

Wire = dict[str, Any]

MAX_GUIDES = 50
# Of each kind of thing that answers what somebody typed.
MAX_FOUND = 6
LISTED = {"flow": "guides", "checklist": "checklists"}


def open_panel(env: EnvironmentRef, request: HelpRequest, origin: str = "") -> Wire | None:
    """Return what stands in the panel, or what answers the question; None where it is off."""
    panel = queries.panel_of(env)
    if not panel.enabled:
        return None
    person = audience.person(env.id, request.user_id) or _stranger(request.user_id)
    return _content(env, request, panel, person, origin)


def preview_panel(
    env: EnvironmentRef, request: HelpRequest, panel: Panel, tier: str | None
) -> tuple[Wire, Wire]:
    """Show a panel that may not be saved: its look and content, for a stranger of a tier."""
    person = replace(_stranger(request.user_id), tier=tier)
    content = _content(env, request, panel, person, "")
    return _look(panel, request.language, content["unread"]), content


def _content(
    env: EnvironmentRef, request: HelpRequest, panel: Panel, person: Person, origin: str
) -> Wire:
    way = route(person.tier, person.company, panel, request.language)
    visit = Visit(env, request, panel, person, judge(env, person), way)
    news = _announcements(visit)
    listed = _listed(visit)
    chosen, chosen_news, links = listed, news, list(panel.links)
    if request.query is not None:
        chosen, chosen_news, links = _found(visit, listed, news)
    told = [*chosen, *(one.verdict for one in chosen_news)]
    return {
        "greeting": panel.said(panel.greeting, request.language),
        **{
            section: [listing.guide(visit, one) for one in chosen if one.guide.kind == kind]
            for kind, section in LISTED.items()
        },
        "announcements": [listing.announcement(visit, one) for one in chosen_news],
        "threads": [listing.thread(one) for one in _threads(visit)],
        "links": [listing.link(visit, one) for one in links if visit.has("links")],
        "contact": listing.contact(visit),
        "ask": _ask(visit, origin),
        "unread": sum(one.unread for one in news),
        "variables": variables(person, told),
    }


def look(env: EnvironmentRef, person: Person, judged: Judged, language: str | None) -> Wire | None:
    """Write the contract's `HelpLook`: how the panel is reached; None where it is off."""
    panel = queries.panel_of(env)
    if not panel.enabled:
        return None
    news = feed_of(env, person, judged) if "announcements" in panel.sections else []
    unread = sum(one.unread for one in news)
    return _look(panel, language or panel.languages[0], unread)


def _look(panel: Panel, language: str, unread: int) -> Wire:
    return {
        "title": panel.said(panel.title, language),
        "label": panel.said(panel.label, language),
        "launcher": panel.launcher,
        "inset": list(panel.inset),
        "hotkey": panel.hotkey,
        "unread": unread,
    }


def save_panel(environment_id: str, panel: Panel) -> None:
    """Set the panel of an environment of the bound workspace. Raises Invalid, field by field."""
    wrong = faults(panel)
    if wrong:
        fields = {path: [words.fault(code)] for path, code in wrong.items()}
        raise Invalid(_("Some fields are wrong."), fields=fields)
    found = db.session.get(HelpSettings, environment_id)
    if found is None:
        workspace_id = db.session.info.get("workspace_id")
        found = HelpSettings(workspace_id=workspace_id, environment_id=environment_id)
        db.session.add(found)
    found.document, found.updated_at = to_document(panel), clock.now()
    db.session.flush()
    identity.bump_revision(environment_id)


def feed_of(env: EnvironmentRef, person: Person, judged: Judged) -> list[News]:
    """List the announcements of one person."""
    return feed.announcements(
        judged.verdicts,
        judged.journeys,
        queries.held(env).published,
        known_since=known_since(person),
        read_until=queries.read_until(env.id, person.external_id),
    )


def _stranger(user_id: str) -> Person:
    """Somebody whom no `identify` ever named: nothing is known but the id."""
    facts = {"id": user_id, "anonymous": is_anonymous(user_id)}
    return Person(end_user_id="", external_id=user_id, user=facts)


def _announcements(visit: Visit) -> list[News]:
    if not visit.has("announcements"):
        return []
    return feed_of(visit.env, visit.person, visit.judged)


def _listed(visit: Visit) -> list[Verdict]:
    """Return the guides that may be asked for, in order of showing."""
    return [
        verdict
        for verdict in feed.on_request(visit.judged.verdicts)
        if visit.has(LISTED.get(verdict.guide.kind, "nowhere"))
        and verdict.guide.key not in visit.panel.unlisted
    ][:MAX_GUIDES]


def _found(
    visit: Visit, listed: list[Verdict], news: list[News]
) -> tuple[list[Verdict], list[News], list[Link]]:
    """Narrow everything down to what answers the question, best first."""
    question = visit.request.query or ""
    guides = {one.guide_id: one for one in listed}
    notes = {one.verdict.guide_id: one for one in news}
    links = dict(enumerate(visit.panel.links)) if visit.has("links") else {}
    best_links = find(
        [Findable(str(number), visit.said(link.label)) for number, link in links.items()],
        question,
    )
    return (
        [guides[one] for one in find(_findable(visit, guides.values()), question, MAX_FOUND)],
        [
            notes[one]
            for one in find(_findable(visit, (n.verdict for n in news)), question, MAX_FOUND)
        ],
        [links[int(one)] for one in best_links],
    )


def _findable(visit: Visit, verdicts: Iterable[Verdict]) -> list[Findable]:
    found = []
    for verdict in verdicts:
        entry = visit.entry(verdict)
        title = visit.filled(verdict, entry.title)
        found.append(Findable(verdict.guide_id, title, entry.text))
    return found


def _threads(visit: Visit) -> list[FoundThread]:
    """Find threads for what was typed, else for the page the person is on."""
    if not visit.has("threads"):
        return []
    workspace_id, request = visit.env.workspace_id, visit.request
    if request.query is not None:
        return community.search_as_typed(
            workspace_id, request.query, language=visit.language, limit=MAX_FOUND
        )
    found = community.find(
        workspace_id, words_for(visit.place), language=visit.language, floor=CONTEXT_FLOOR
    )
    return found[:MAX_THREADS]


def _ask(visit: Visit, origin: str) -> Wire | None:
    source = community.where_to_ask(visit.language) if visit.route.ask else None
    if source is None:
        return None
    question = visit.question
    url = f"{origin}{masked_path(visit.request.path)}"
    link = ask_link(source.ask_url, title=question.title, body=question.body, url=url)
    return {"url": link, "question": question.text}
