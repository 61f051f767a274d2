"""The routes of the app as data, for the tests that walk all of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from sqlalchemy import Connection, Table

from guide_engine.core.db import Model, WorkspaceOwned, db
from guide_engine.identity.permissions import Capability

# Served by Flask and flask-smorest themselves; they hold nothing of a workspace.
FRAMEWORK = {"static", "api-docs.openapi_json"}


@dataclass(frozen=True)
class Route:
    method: str
    rule: str
    parameters: frozenset[str]
    # A capability, "public", "public_environment", "builder:<capability>", or None: no door.
    access: Any

    def path(self, values: Mapping[str, str]) -> str:
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], self.rule)

    @property
    def is_machine(self) -> bool:
        return self.rule.startswith("/api/")

    @property
    def is_sdk(self) -> bool:
        return self.rule.startswith("/v1/")

    @property
    def needs_sign_in(self) -> bool:
        return isinstance(self.access, Capability)

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def routes(app: Flask) -> Iterator[Route]:
    """List each method of each rule with the door it stands behind."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in FRAMEWORK:
            continue
        view: Any = app.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            view_class = getattr(view, "view_class", None)
            function = getattr(view_class, method.lower()) if view_class else view
            parameters = frozenset(rule.arguments)
            yield Route(method, rule.rule, parameters, getattr(function, "access", None))


def rows_of(workspace_id: str) -> dict[str, list[Any]]:
    """Read every row a workspace owns, to see whether anything was touched."""
    tables = [
        cast(Table, mapper.local_table)
        for mapper in Model.registry.mappers
        if issubclass(mapper.class_, WorkspaceOwned)
    ]
    with db.engine.connect() as connection:
        return {table.name: _rows(connection, table, workspace_id) for table in tables}


def _rows(connection: Connection, table: Table, workspace_id: str) -> list[Any]:
    found = connection.execute(table.select().where(table.c.workspace_id == workspace_id))
    return sorted(tuple(map(str, row)) for row in found)
