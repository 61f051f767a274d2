"""How each thing of a panel is written for a browser: the parts of the contract's `HelpAnswer`."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from guide_engine.community.queries import FoundThread
from guide_engine.core import clock
from guide_engine.delivery.decide import Verdict
from guide_engine.delivery.state import wire_guide
from guide_engine.help.feed import News
from guide_engine.help.panel import Link
from guide_engine.help.visit import Visit

Wire = dict[str, Any]

# Servers and mail programs cut longer ones.
MAX_MAIL_LINK = 1_800


def guide(visit: Visit, verdict: Verdict) -> Wire:
    entry = visit.entry(verdict)
    own = [one for one in visit.judged.journeys if one.guide_id == verdict.guide_id]
    is_done = any(journey.completed_at is not None for journey in own)
    done = len(entry.steps) if is_done else len(verdict.run.done) if verdict.run else 0
    return {
        "guide": _wired(visit, verdict),
        "title": visit.filled(verdict, entry.title),
        "excerpt": entry.excerpt,
        "done": is_done,
        "progress": {"done": min(done, len(entry.steps)), "total": len(entry.steps)},
    }


def announcement(visit: Visit, news: News) -> Wire:
    entry = visit.entry(news.verdict)
    return {
        "guide": _wired(visit, news.verdict),
        "title": visit.filled(news.verdict, entry.title),
        "excerpt": entry.excerpt,
        "at": clock.to_millis(news.at),
        "unread": news.unread,
    }


def thread(found: FoundThread) -> Wire:
    """Write a thread as in the contract's `Offer`."""
    return {
        "id": found.id,
        "title": found.title,
        "url": found.url,
        "answered": found.answered in ("accepted", "staff_status"),
        "source": found.source,
    }


def link(visit: Visit, one: Link) -> Wire:
    return {"label": visit.said(one.label), "url": one.url}


def contact(visit: Visit) -> Wire | None:
    """Write whom this person is led to; a mail brings the question along."""
    found = visit.route.contact
    if found is None:
        return None
    wire = {"kind": found.kind, "name": found.name, "detail": found.detail}
    if found.mail:
        wire["mail"] = mail_link(found.mail, visit.question.title, visit.question.body)
    if found.url:
        wire["url"] = found.url
    return wire


def mail_link(address: str, subject: str, body: str) -> str:
    """Write an address that opens a mail with everything filled in."""
    head = f"mailto:{quote(address, safe='@.+-_')}?subject={quote(subject, safe='')}&body="
    written = quote(body, safe="")
    while len(head) + len(written) > MAX_MAIL_LINK and body:
        body = body[: len(body) * 3 // 4]
        written = quote(body, safe="")
    return head + written


def _wired(visit: Visit, verdict: Verdict) -> Wire:
    nothing: Mapping[str, dict[str, float]] = {}
    return wire_guide(verdict, visit.person, nothing, language=visit.request.language)
