"""Alembic's entry: runs migrations on the connection that `guide_engine.upkeep` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from guide_engine.core.columns import JSONColumn, UTCDateTime
from guide_engine.core.db import Model


def render_item(kind: str, item: Any, to: AutogenContext) -> str | Literal[False]:
    """Write our own column kinds short; the rest is Alembic's to write."""
    if kind == "type" and isinstance(item, UTCDateTime):
        to.imports.add("from guide_engine.core.columns import UTCDateTime")
        return "UTCDateTime()"
    if kind == "type" and item is JSONColumn:
        to.imports.add("from guide_engine.core.columns import JSONColumn")
        return "JSONColumn"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
