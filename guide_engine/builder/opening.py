"""Opening the builder from the editor: on which page, and whether the SDK is there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask import current_app
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from guide_engine.builder.address import Address, BadAddress, read
from guide_engine.builder.models import BuilderAddress
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.core.ids import new_id
from guide_engine.core.settings import Settings
from guide_engine.identity import origins
from guide_engine.identity.models import Environment

# Others than the wanted one that are named.
MOST_NAMED = 5


class Standing(StrEnum):
    """What is known of a page before it is opened."""

    # No address yet: nothing to say.
    UNASKED = "unasked"
    INVALID = "invalid"
    THERE = "there"
    ELSEWHERE = "elsewhere"
    NEVER = "never"


@dataclass(frozen=True)
class Seen:
    """Whether the SDK was heard from at an address. `fault` is the code of a `BadAddress`."""

    standing: Standing
    address: Address | None = None
    fault: str = ""
    at: datetime | None = None
    elsewhere: tuple[str, ...] = ()


def look(environment: Environment, typed: str) -> Seen:
    """Read what an author typed, and say what is known of that place."""
    if not typed.strip():
        return Seen(Standing.UNASKED)
    try:
        address = read(typed)
        if address.origin == own_origin():
            raise BadAddress("ourselves")
    except BadAddress as bad:
        return Seen(Standing.INVALID, fault=bad.code)
    heard = {each.origin: each.seen_at for each in origins.heard_from(environment.id)}
    if address.origin in heard:
        return Seen(Standing.THERE, address, at=heard[address.origin])
    if heard:
        return Seen(Standing.ELSEWHERE, address, elsewhere=tuple(heard)[:MOST_NAMED])
    return Seen(Standing.NEVER, address)


def own_origin() -> str:
    """The origin of the editor itself, which is no page to write guides for."""
    settings: Settings = current_app.config["SETTINGS"]
    return read(settings.resolved_public_url).origin


def remembered(environment_id: str, member_id: str) -> str:
    """Return the address this member last opened in the environment, or nothing."""
    found = db.session.scalar(
        select(BuilderAddress.address).where(
            BuilderAddress.environment_id == environment_id, BuilderAddress.member_id == member_id
        )
    )
    return found or ""


def remember(environment: Environment, member_id: str, address: Address) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    values = {"address": address.url, "used_at": clock.now()}
    db.session.execute(
        insert(BuilderAddress)
        .values(
            id=new_id("ba"),
            workspace_id=environment.workspace_id,
            environment_id=environment.id,
            member_id=member_id,
            **values,
        )
        .on_conflict_do_update(index_elements=["environment_id", "member_id"], set_=values)
    )
