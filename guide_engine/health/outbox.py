"""Messages are written with what they tell of, in one transaction, and sent afterwards.

So none is lost. One that was sent but not yet noted as sent when the process died is sent again
under the same id, by which a receiver knows it.
"""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from guide_engine.core import clock, jobs
from guide_engine.core.db import bind_workspace, db, unscoped
from guide_engine.core.errors import DomainError
from guide_engine.core.ids import new_id
from guide_engine.core.settings import Settings
from guide_engine.health import mail, message, queries, webhook
from guide_engine.health.models import AlertChannels, AlertDelivery, TargetAlert
from guide_engine.health.retrying import CLAIM, wait_after
from guide_engine.identity.models import Environment

SEND_AT_MOST = 20
MAX_ERROR = 500


def tell(alert: TargetAlert, event: str) -> None:
    """Write a message to every receiver, once for this alert and event; nothing while muted."""
    channels = queries.channels(alert.environment_id)
    if channels is None or alert.muted_at is not None:
        return
    environment = db.session.get_one(Environment, alert.environment_id)
    body = message.about(
        alert, event, environment, _settings().resolved_public_url, channels.language
    )
    _write(channels, event, f"{alert.id}/{event}", body)


def tell_test(environment: Environment) -> list[str]:
    """Write a test message to every receiver; return the ids of the messages."""
    channels = queries.channels(environment.id)
    if channels is None:
        return []
    body = message.test(environment, _settings().resolved_public_url, channels.language)
    return _write(channels, "test", new_id("ts"), body)


def _write(channels: AlertChannels, event: str, once: str, body: dict[str, Any]) -> list[str]:
    receivers = [("webhook", "")] if channels.sealed_url else []
    receivers += [("mail", address) for address in channels.addresses]
    told = set(
        db.session.scalars(
            select(AlertDelivery.once).where(
                AlertDelivery.environment_id == channels.environment_id,
                AlertDelivery.once.startswith(f"{once}/", autoescape=True),
            )
        )
    )
    written = []
    for channel, address in receivers:
        key = f"{once}/{channel}/{address}"
        if key not in told:
            row = _delivery(channels, channel, address, key, event, body)
            db.session.add(row)
            written.append(row.id)
    db.session.flush()
    if written:
        jobs.bell(current_app._get_current_object()).set()  # type: ignore[attr-defined]
    return written


def _delivery(
    channels: AlertChannels, channel: str, address: str, once: str, event: str, body: dict[str, Any]
) -> AlertDelivery:
    now = clock.now()
    return AlertDelivery(
        id=new_id("ad"),
        environment_id=channels.environment_id,
        channel=channel,
        address=address,
        once=once,
        event=event,
        message=body,
        next_at=now,
        created_at=now,
    )


def send_due() -> Mapping[str, int]:
    """Send what is due. Commits before and after each, so that a failure costs only itself."""
    counts = {"sent": 0, "failed": 0}
    with unscoped(db.session):
        due = db.session.execute(
            select(AlertDelivery.id, AlertDelivery.workspace_id)
            .where(AlertDelivery.state == "waiting", AlertDelivery.next_at <= clock.now())
            .order_by(AlertDelivery.next_at, AlertDelivery.id)
            .limit(SEND_AT_MOST)
        ).all()
    for delivery_id, workspace_id in due:
        bind_workspace(db.session, workspace_id)
        outcome = send(delivery_id)
        if outcome is not None:
            counts["sent" if outcome else "failed"] += 1
    return {**counts, "more": int(len(due) == SEND_AT_MOST)}


def send(delivery_id: str) -> bool | None:
    """Send one message now; None when another worker has it. Commits."""
    if not _claim(delivery_id):
        return None
    delivery = db.session.get_one(AlertDelivery, delivery_id)
    channels = queries.channels(delivery.environment_id)
    try:
        _hand_over(delivery, channels)
    except DomainError as fault:
        _note_failure(delivery, fault.message)
    except ValueError as fault:
        # A secret sealed with another key, say. It must not stand in the way of other messages.
        _note_failure(delivery, str(fault))
    else:
        delivery.state, delivery.sent_at, delivery.last_error = "sent", clock.now(), ""
    db.session.commit()
    return delivery.state == "sent"


def _hand_over(delivery: AlertDelivery, channels: AlertChannels | None) -> None:
    if delivery.channel == "mail":
        language = channels.language if channels else "en"
        mail.send(_settings(), delivery, language)
    elif channels is None or not channels.sealed_url:
        raise webhook.NotSet(webhook.not_set())
    else:
        webhook.send(_settings(), channels, delivery)


def _claim(delivery_id: str) -> bool:
    """Take a message for this worker: only one of several moves its due time. Commits."""
    now = clock.now()
    claimed = db.session.execute(
        update(AlertDelivery)
        .where(AlertDelivery.id == delivery_id, AlertDelivery.state == "waiting")
        .where(AlertDelivery.next_at <= now)
        .values(next_at=now + CLAIM, attempts=AlertDelivery.attempts + 1)
    )
    db.session.commit()
    return bool(claimed.rowcount == 1)  # type: ignore[attr-defined]


def _note_failure(delivery: AlertDelivery, why: str) -> None:
    delivery.last_error = why[:MAX_ERROR]
    wait = wait_after(delivery.attempts)
    if wait is None:
        delivery.state = "given_up"
    else:
        delivery.next_at = clock.now() + wait


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
