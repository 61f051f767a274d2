"""What the shell around every page shows: environments, other workspaces, settings that exist."""

from collections.abc import Sequence

from flask import Flask, current_app, g
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from guide_engine.identity import queries
from guide_engine.identity.models import Environment, Workspace


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        environments=_environments,
        environment_name=environment_name,
        other_workspaces=_other_workspaces,
        has_page=has_page,
    )


def environment_name(name: str) -> str:
    """Say an environment's name in the reader's language, where it is one of the given two."""
    known = {"production": _("Production"), "staging": _("Staging")}
    return str(known.get(name, name))


def has_page(path: str) -> bool:
    """Tell whether a page answers at this path, so that navigation never leads nowhere."""
    try:
        current_app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return False
    return True


def _environments() -> Sequence[Environment]:
    return queries.environments(g.workspace.id)


def _other_workspaces() -> Sequence[Workspace]:
    return [w for w in queries.workspaces_of(g.member.id) if w.id != g.workspace.id]
