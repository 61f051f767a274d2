"""Keeping what `identify` and `group` say. Hot: one read when nothing changed, and no write."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, select, update

from guide_engine.audience.attributes import Entity, Kind, Sifted, sift
from guide_engine.audience.models import AttributeDefinition
from guide_engine.audience.rulebook import forget, rulebook
from guide_engine.audience.values import fold
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.errors import Unavailable
from guide_engine.core.ids import new_id
from guide_engine.core.upsert import insert_new
from guide_engine.identity.keys import EnvironmentRef

SEEN_EVERY = timedelta(minutes=5)
TRIES = 5
SEARCH_LENGTH = 800

# A row of a table as a plain mapping of its columns.
Row = dict[str, Any]


def keep(
    table: Table,
    prefix: str,
    env: EnvironmentRef,
    external_id: str,
    held: Row | None,
    compose: Callable[[Row | None], Row],
) -> Row:
    """Insert or update the row of one external id, and return it as it stands then.

    `compose` gives the wanted columns from the row held. Two requests may race: the insert
    yields to one already there, and the update counts only when nobody wrote in between.
    """
    now = clock.now()
    for _try in range(TRIES):
        held = held or read_row(table, env.id, external_id)
        wanted = compose(held)
        if held is None:
            row = _new_row(prefix, env, external_id, now, wanted)
            if insert_new(db.session, table, [row]):
                return row
            continue
        changed = {name: value for name, value in wanted.items() if held[name] != value}
        if not changed and now - held["last_seen_at"] < SEEN_EVERY:
            return held
        changed |= {"last_seen_at": now, "revision": held["revision"] + 1}
        statement = (
            update(table)
            .where(table.c.id == held["id"], table.c.revision == held["revision"])
            .values(changed)
        )
        if db.session.execute(statement).rowcount:  # type: ignore[attr-defined]
            return {**held, **changed}
        held = None
    raise Unavailable("Too many requests write the same person at once.", retry_after=1)


def read_row(table: Table, environment_id: str, external_id: str) -> Row | None:
    row = db.session.execute(
        select(table).where(
            table.c.environment_id == environment_id, table.c.external_id == external_id
        )
    ).one_or_none()
    return dict(row._mapping) if row is not None else None


def sift_and_learn(
    env: EnvironmentRef, entity: Entity, incoming: Mapping[str, Any], held: Mapping[str, Any]
) -> Sifted:
    """Sift attributes, and keep the types that their first values decide."""
    for _try in range(TRIES):
        sifted = sift(entity, incoming, rulebook(env.workspace_id).kinds[entity], held)
        if not sifted.new_kinds or _learn(env.workspace_id, entity, sifted.new_kinds):
            return sifted
    return sifted


def _learn(workspace_id: str, entity: Entity, kinds: Mapping[str, Kind]) -> bool:
    """Define new attributes. False when somebody else defined one first: sift again."""
    now = clock.now()
    # In one order everywhere, so that two requests never wait for each other.
    rows = [
        {
            "id": new_id("ad"),
            "workspace_id": workspace_id,
            "entity": entity,
            "key": key,
            "type": kinds[key],
            "created_at": now,
        }
        for key in sorted(kinds)
    ]
    new = insert_new(db.session, AttributeDefinition.__table__, rows)  # type: ignore[arg-type]
    forget(workspace_id)
    return new == len(rows)


def search_text(external_id: str, attributes: Mapping[str, Any]) -> str:
    """Return what a search looks in: id, name, mail address."""
    words = [external_id, *(attributes.get(key) for key in ("name", "email"))]
    return fold(" ".join(word for word in words if isinstance(word, str)))[:SEARCH_LENGTH]


def _new_row(prefix: str, env: EnvironmentRef, external_id: str, now: datetime, wanted: Row) -> Row:
    return {
        "id": new_id(prefix),
        "workspace_id": env.workspace_id,
        "environment_id": env.id,
        "external_id": external_id,
        "revision": 1,
        "first_seen_at": now,
        "last_seen_at": now,
        **wanted,
    }
