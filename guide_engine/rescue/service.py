"""Answering somebody who seems stuck: at most one offer, or nothing."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from guide_engine.audience import queries as audience
from guide_engine.audience.person import Person
from guide_engine.community import queries as community
from guide_engine.community.ask import ask_link
from guide_engine.community.queries import FoundThread
from guide_engine.community.ranking import CONTEXT_FLOOR
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import NotFound
from guide_engine.core.ids import new_id
from guide_engine.core.paths import masked_path
from guide_engine.delivery import queries as delivery
from guide_engine.guides import queries as guides
from guide_engine.guides.richtext import plain_text
from guide_engine.help.queries import panel_of
from guide_engine.help.question import question_for
from guide_engine.help.routes import Route, route
from guide_engine.help.seeking import Place, words_for
from guide_engine.identity.keys import EnvironmentRef
from guide_engine.rescue import usual
from guide_engine.rescue.limits import DECLINED_REST, PastOffer, hindrance
from guide_engine.rescue.models import Offer, OfferOutcome, RescueSwitch
from guide_engine.rescue.reason import reason_for
from guide_engine.rescue.wire import StuckRequest

Wire = dict[str, Any]

# The most that limits look back at.
PAST_AT_MOST = 100


def offer_help(env: EnvironmentRef, request: StuckRequest, origin: str = "") -> Wire | None:
    """Decide what to offer and record it; None when nothing fits or enough was offered already."""
    if not usual.is_enabled(env.workspace_id, env.id):
        return None
    now = clock.now()
    past = _past_offers(env.id, request.user_id)
    path = masked_path(request.path)
    if hindrance(past, path, now, asked=request.reason == "asked"):
        return None
    person = audience.person(env.id, request.user_id)
    way = route(
        person.tier if person else None,
        person.company if person else {},
        panel_of(env),
        request.language,
    )
    place = _place(env.id, request)
    threads = community.find(
        env.workspace_id, words_for(place), language=request.language, floor=CONTEXT_FLOOR
    )[: way.threads]
    ask = _ask(place, request.language, f"{origin}{path}") if way.ask else None
    if not threads and ask is None:
        return None
    offer = _record(env, request, person, threads, asks=ask is not None)
    return _wire(offer, request, way, threads, ask)


def switch(environment_id: str, *, enabled: bool) -> None:
    """Turn help for the stuck on or off in one environment of the bound workspace."""
    found = db.session.get(RescueSwitch, environment_id)
    if found is None:
        workspace_id = db.session.info.get("workspace_id")
        found = RescueSwitch(
            workspace_id=workspace_id, environment_id=environment_id, enabled=enabled
        )
        db.session.add(found)
    found.enabled = enabled
    db.session.flush()
    usual.memory().clear()


def _past_offers(environment_id: str, user_id: str) -> list[PastOffer]:
    """Read what was offered lately. A decline counts once it is projected, within a second or two."""
    rows = db.session.execute(
        select(Offer.created_at, Offer.path, OfferOutcome.declined_at)
        .outerjoin(
            OfferOutcome,
            (OfferOutcome.environment_id == Offer.environment_id)
            & (OfferOutcome.user_id == Offer.user_id)
            & (OfferOutcome.offer_id == Offer.id),
        )
        .where(
            Offer.environment_id == environment_id,
            Offer.user_id == user_id,
            Offer.created_at > clock.now() - DECLINED_REST - timedelta(days=1),
        )
        .order_by(Offer.created_at.desc())
        .limit(PAST_AT_MOST)
    )
    return [PastOffer(at, path, declined_at is not None) for at, path, declined_at in rows]


def _place(environment_id: str, request: StuckRequest) -> Place:
    """Put into words where they are; of guides, only what is published here is known."""
    bare = Place(path=request.path, page_title=request.page_title)
    if request.guide_id is None:
        return bare
    published = delivery.publication(request.guide_id, environment_id)
    if published is None or published.version is None:
        return bare
    try:
        document = guides.version(request.guide_id, published.version).document
    except NotFound:
        return bare
    step = next((s for s in document["steps"] if s["id"] == request.step_id), None)
    return Place(
        path=request.path,
        page_title=request.page_title,
        guide_name=document["name"],
        step_title=step["title"] if step else "",
        step_text=plain_text(step["body"]) if step else "",
    )


def _ask(place: Place, language: str, url: str) -> Wire | None:
    source = community.where_to_ask(language)
    if source is None:
        return None
    question = question_for(place, language)
    link = ask_link(source.ask_url, title=question.title, body=question.body, url=url)
    return {"url": link, "question": question.text}


def _record(
    env: EnvironmentRef,
    request: StuckRequest,
    person: Person | None,
    threads: list[FoundThread],
    *,
    asks: bool,
) -> Offer:
    offer = Offer(
        id=new_id("of"),
        workspace_id=env.workspace_id,
        environment_id=env.id,
        user_id=request.user_id,
        run_id=request.run_id,
        guide_id=request.guide_id,
        step_id=request.step_id,
        path=masked_path(request.path),
        reason=request.reason,
        tier=person.tier if person else None,
        language=request.language,
        thread_ids=[thread.id for thread in threads],
        asks=asks,
        created_at=clock.now(),
    )
    db.session.add(offer)
    db.session.flush()
    return offer


def _wire(
    offer: Offer, request: StuckRequest, way: Route, threads: list[FoundThread], ask: Wire | None
) -> Wire:
    """Write the contract's `Offer`."""
    return {
        "id": offer.id,
        "reason": reason_for(
            request.reason,
            request.language,
            has_threads=bool(threads),
            contact=way.contact.name if way.contact and way.contact.kind == "person" else None,
        ),
        "threads": [
            {
                "id": thread.id,
                "title": thread.title,
                "url": thread.url,
                "answered": thread.answered in ("accepted", "staff_status"),
                "source": thread.source,
            }
            for thread in threads
        ],
        "ask": ask,
    }
