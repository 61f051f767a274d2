"""A lease: of all processes that want to do a work, one holds it for a while."""

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, String, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core import clock
from guide_engine.core.columns import Moment
from guide_engine.core.db import Model


class Lease(Model):
    """One row per work; whoever finds it run out may take it."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    # host/process id/random, so that a restart on this host needn't wait for the dead.
    holder: Mapped[str] = mapped_column(String(300))
    expires_at: Mapped[Moment]


_TABLE = Lease.__table__


@dataclass(frozen=True)
class Holding:
    """Who holds a lease, and until when."""

    holder: str
    expires_at: datetime


def new_holder() -> str:
    return f"{socket.gethostname()[:200]}/{os.getpid()}/{secrets.token_hex(4)}"


def take(engine: Engine, name: str, holder: str, seconds: float) -> bool:
    """Take or renew; False while another living holder has it."""
    now = clock.now()
    current = holding(engine, name)
    with engine.begin() as connection:
        if current is None:
            row = {"name": name, "holder": holder, "expires_at": now + timedelta(seconds=seconds)}
            try:
                connection.execute(insert(Lease).values(row))
            except IntegrityError:
                return False
            return True
        if current.holder != holder and current.expires_at > now and not is_dead(current.holder):
            return False
        # Only if nobody was quicker since it was read.
        changed = connection.execute(
            update(Lease)
            .where(Lease.name == name, Lease.holder == current.holder)
            .where(Lease.expires_at == current.expires_at)
            .values(holder=holder, expires_at=now + timedelta(seconds=seconds))
        )
        return changed.rowcount == 1


def release(engine: Engine, name: str, holder: str) -> None:
    with engine.begin() as connection:
        connection.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def holding(engine: Engine, name: str) -> Holding | None:
    """Return who holds a lease, run out or not; None when nobody does."""
    with engine.connect() as connection:
        row = connection.execute(
            select(_TABLE.c.holder, _TABLE.c.expires_at).where(_TABLE.c.name == name)
        ).one_or_none()
    return Holding(*row) if row else None


def is_dead(holder: str) -> bool:
    """Tell whether a holder ran on this host and is gone. On another host nobody can know."""
    host, _slash, rest = holder.partition("/")
    pid_text, _slash, _token = rest.partition("/")
    if host != socket.gethostname()[:200] or not pid_text.isdecimal():
        return False
    pid = int(pid_text)
    if pid == os.getpid():
        return holder not in _living
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


# Holders of this very process: after a restart in a container the process id is often the same.
_living: set[str] = set()


def enter(holder: str) -> None:
    _living.add(holder)


def leave(holder: str) -> None:
    _living.discard(holder)
