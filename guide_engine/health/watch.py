"""Opens and closes alerts, and switches guides off by their own rule. Idempotent; a job runs it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy import select

from guide_engine.core import clock
from guide_engine.core.db import bind_workspace, db
from guide_engine.core.ids import new_id
from guide_engine.delivery import service as delivery
from guide_engine.delivery.models import Publication
from guide_engine.guides import queries as guides
from guide_engine.health import outbox, queries
from guide_engine.health.alarm import next_alarm
from guide_engine.health.models import GuidePause, TargetAlert
from guide_engine.health.pausing import Evidence, evidence_from, must_pause
from guide_engine.health.proposal import canonical
from guide_engine.health.standing import StepStanding, standings
from guide_engine.health.verdict import State

PAUSED = "paused"


def watch_targets() -> Mapping[str, int]:
    """Look at every environment where something is shown. Commits after each."""
    counts = {"opened": 0, "closed": 0, "paused": 0}
    for workspace_id, environment_id in queries.watched_environments():
        bind_workspace(db.session, workspace_id)
        counts["paused"] += _pause_failing(environment_id)
        opened, closed = watch(environment_id)
        counts["opened"] += opened
        counts["closed"] += closed
        db.session.commit()
    return counts


def watch(environment_id: str) -> tuple[int, int]:
    """Bring the alerts of an environment up to date; return how many opened and closed."""
    published = queries.publications(environment_id)
    versions = {guide_id: row.version for guide_id, row in published.items() if row.version}
    found = standings(environment_id, versions, clock.now().date())
    steps = {(one.guide_id, step.step_id): step for one in found.values() for step in one.steps}
    alerts = {
        (alert.guide_id, alert.step_id): alert
        for alert in queries.open_alerts(environment_id)
        if alert.kind != PAUSED
    }
    closed = sum(_close_obsolete(alert, steps.get(place)) for place, alert in alerts.items())
    names = guides.names(list(found))
    opened = 0
    for (guide_id, step_id), step in steps.items():
        alert = alerts.get((guide_id, step_id))
        known = alert if alert is not None and alert.closed_at is None else None
        state = next_alarm(State(known.kind) if known else None, step.verdict)
        if known is None and state is not None:
            facts = _facts(environment_id, guide_id, names[guide_id], step)
            _open(environment_id, guide_id, versions[guide_id], step_id, state, facts)
            opened += 1
        elif known is not None and state is None:
            close(known, "healthy")
            closed += 1
        elif known is not None and state is not None and step.verdict.state.is_bad:
            _go_on(known, state, _facts(environment_id, guide_id, names[guide_id], step))
    return opened, closed


def _close_obsolete(alert: TargetAlert, step: StepStanding | None) -> int:
    """Close an alert about what nobody is shown any more, or about a target since replaced."""
    if step is None:
        close(alert, "not_shown")
    elif alert.facts["target"] != canonical(step.target):
        close(alert, "retargeted")
    return int(alert.closed_at is not None)


def _facts(
    environment_id: str, guide_id: str, guide_name: str, step: StepStanding
) -> dict[str, Any]:
    """What the words of an alert are made of, as it is now."""
    verdict = step.verdict
    since = verdict.since or verdict.first
    lost = verdict.state is State.LOST
    share = verdict.missing if lost else verdict.off
    return {
        "guide_name": guide_name,
        "step_number": step.number,
        "step_title": step.title,
        "path": step.worst_page(),
        "since": since.isoformat(),
        "people": queries.people_affected(
            environment_id, guide_id, step.step_id, step.versions, since
        ),
        "count": share.count,
        "n": share.n,
        "reason": step.reason() if lost else "",
        "target": canonical(step.target),
    }


def _open(
    environment_id: str,
    guide_id: str,
    version: int,
    step_id: str,
    kind: str,
    facts: dict[str, Any],
) -> TargetAlert:
    alert = TargetAlert(
        id=new_id("al"),
        environment_id=environment_id,
        guide_id=guide_id,
        version=version,
        step_id=step_id,
        open_key=f"{guide_id}/{step_id}",
        kind=str(kind),
        facts=facts,
        opened_at=clock.now(),
    )
    db.session.add(alert)
    db.session.flush()
    outbox.tell(alert, alert.kind)
    return alert


def _go_on(alert: TargetAlert, state: State, facts: dict[str, Any]) -> None:
    """Keep an open alert's facts fresh; say so once when a drift has become a loss."""
    worse = state is State.LOST and alert.kind == State.DRIFTING
    if alert.facts != facts:
        alert.facts = facts
    alert.kind = str(state)
    db.session.flush()
    if worse:
        outbox.tell(alert, alert.kind)


def close(alert: TargetAlert, why: str) -> None:
    """Close an alert, and say so to whoever was told that it opened."""
    alert.closed_at, alert.closed_why, alert.open_key = clock.now(), why, None
    db.session.flush()
    if why in ("healthy", "resumed"):
        outbox.tell(alert, why)


def _pause_failing(environment_id: str) -> int:
    """Switch off the guides whose own rule says so; return how many."""
    published = queries.publications(environment_id)
    shown = {guide_id: row for guide_id, row in published.items() if row.version and not row.killed}
    documents = queries.documents(
        (guide_id, row.version) for guide_id, row in shown.items() if row.version
    )
    paused = 0
    for (guide_id, _version), document in documents.items():
        rule = document.get("auto_pause")
        if rule is None:
            continue
        found = _evidence(shown[guide_id], clock.now())
        if must_pause(rule, found):
            _pause(shown[guide_id], rule, found)
            paused += 1
    return paused


def _evidence(publication: Publication, now: datetime) -> Evidence:
    pauses = queries.pauses(publication.environment_id, publication.guide_id)
    resumed_at = pauses[0].resumed_at if pauses else None
    since = evidence_from(now, publication.published_at, resumed_at)
    return queries.evidence(
        publication.environment_id, publication.guide_id, publication.version or 0, since
    )


def _pause(publication: Publication, rule: Mapping[str, int], found: Evidence) -> None:
    guide_id, environment_id = publication.guide_id, publication.environment_id
    delivery.kill(guide_id, environment_id)
    pause = GuidePause(
        id=new_id("gp"),
        environment_id=environment_id,
        guide_id=guide_id,
        version=publication.version,
        failed=found.failed,
        due=found.due,
        failure_percent=rule["failure_percent"],
        min_users=rule["min_users"],
        paused_at=clock.now(),
    )
    db.session.add(pause)
    facts = {
        "guide_name": guides.names([guide_id])[guide_id],
        "count": found.failed,
        "n": found.due,
        "people": found.failed,
        "failure_percent": rule["failure_percent"],
        "min_users": rule["min_users"],
    }
    _open(environment_id, guide_id, publication.version or 0, "", PAUSED, facts)


def resume_when_shown(
    _app: object, *, workspace_id: str, environment_id: str, guide_id: str
) -> None:
    """Receive `publication_changed`: who switches a paused guide on, however, has resumed it."""
    publication = db.session.scalar(
        select(Publication).where(
            Publication.guide_id == guide_id, Publication.environment_id == environment_id
        )
    )
    if publication is None or publication.killed:
        return
    for pause in queries.pauses(environment_id, guide_id):
        if pause.resumed_at is None:
            pause.resumed_at, pause.resumed_by = clock.now(), acting_member()
    for alert in queries.open_alerts(environment_id):
        if alert.kind == PAUSED and alert.guide_id == guide_id:
            close(alert, "resumed")


def acting_member() -> str | None:
    member = getattr(g, "member", None)
    return member.id if member is not None else None
