"""Settings, Incoming events: what arrives right now, and why something was refused."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, render_template, request

from guide_engine.core.i18n import exactly
from guide_engine.events import queries, signals, words
from guide_engine.events.queries import Line
from guide_engine.events.record import EventRecord
from guide_engine.identity.access import Capability, signed_in

blueprint = Blueprint("events", __name__)

SHOWN = 50
ACCOUNT_DAYS = 7


@blueprint.get("/settings/events")
@signed_in(Capability.VIEW)
def incoming() -> str:
    """The last events of this environment, kept fresh by a script; and what was refused."""
    user_id = request.args.get("user", "").strip()[:255]
    account = queries.account(g.environment.id, days=ACCOUNT_DAYS)
    events = queries.recent(
        g.environment.id, user_id=user_id or None, before=_place("before"), limit=SHOWN
    )
    return render_template(
        "events/incoming.html",
        user_id=user_id,
        days=ACCOUNT_DAYS,
        sums=_sums(account),
        losses=_losses(account),
        rows=_rows(events),
        newest=events[0].seq if events else 0,
        older=events[-1].seq if len(events) == SHOWN else None,
        is_first_page=_place("before") is None,
    )


@blueprint.get("/settings/events/refused")
@signed_in(Capability.VIEW)
def refused() -> str:
    """What was refused lately, by reason and one by one."""
    reason = request.args.get("reason", "")
    account = queries.account(g.environment.id, days=ACCOUNT_DAYS)
    counts: Counter[str] = Counter()
    for line in account:
        if line.outcome == "rejected":
            counts[line.reason] += line.times
    return render_template(
        "events/refused.html",
        days=ACCOUNT_DAYS,
        sums=_sums(account),
        reason=reason,
        reasons=[(code, words.refusal_words(code), count) for code, count in counts.most_common()],
        rows=[
            {
                "at": row.received_at,
                "user_id": row.user_id,
                "reason": row.reason,
                "words": words.refusal_words(row.reason),
                "detail": row.detail,
                "payload": _readable(row.payload),
            }
            for row in queries.rejected(g.environment.id, reason=reason or None, limit=SHOWN)
        ],
    )


@blueprint.get("/settings/events/news")
@signed_in(Capability.VIEW)
def news() -> Response:
    """What arrived after the place in the log that the page has."""
    user_id = request.args.get("user", "").strip()[:255]
    events = queries.recent(
        g.environment.id, user_id=user_id or None, after=_place("after") or 0, limit=SHOWN
    )
    return jsonify(rows=_rows(events))


def _place(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _rows(events: Iterable[EventRecord]) -> list[dict[str, Any]]:
    events = list(events)
    names = _guide_names({event.guide_id for event in events if event.guide_id})
    return [
        {
            "seq": event.seq,
            "at": exactly(event.occurred_at),
            "what": words.type_words(event.type),
            "about": _about(event, names),
            "user_id": event.user_id,
            "path": event.path or "",
            "json": _as_json(event),
        }
        for event in events
    ]


def _about(event: EventRecord, names: dict[str, str]) -> str:
    """The guide, step, reason or name that the event is about, in one short line."""
    guide = names.get(event.guide_id, event.guide_id) if event.guide_id else None
    version = f"v{event.version}" if event.version else None
    parts = [event.name, guide, version, event.step_id, event.reason]
    return " · ".join(part for part in parts if part)


def _guide_names(guide_ids: set[str]) -> dict[str, str]:
    if not guide_ids:
        return {}
    answers = signals.naming_guides.send(
        current_app, workspace_id=g.workspace.id, guide_ids=guide_ids
    )
    return {guide: name for _receiver, answer in answers for guide, name in (answer or {}).items()}


def _as_json(event: EventRecord) -> str:
    hidden = {"workspace_id", "environment_id", "seq", "tab_seq"}
    fields = {
        name: value
        for name, value in event._asdict().items()
        if name not in hidden and value not in (None, ())
    }
    return json.dumps(fields, ensure_ascii=False, indent=2, default=str)


def _readable(payload: str) -> str:
    try:
        return json.dumps(json.loads(payload), ensure_ascii=True, indent=2)
    except ValueError:
        # It was cut at 4 KB.
        return payload


def _sums(account: Iterable[Line]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for line in account:
        sums[line.outcome] += line.times
    return sums


def _losses(account: Iterable[Line]) -> list[tuple[str, int]]:
    losses: Counter[str] = Counter()
    for line in account:
        if line.outcome == "lost":
            losses[words.loss_words(line.reason)] += line.times
    return losses.most_common()
