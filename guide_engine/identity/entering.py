"""For the command line: which workspace, and which of its environments, is meant."""

from guide_engine.core.db import bind_workspace, db
from guide_engine.core.errors import NotFound
from guide_engine.identity import queries
from guide_engine.identity.models import Environment


def enter_workspace(name: str | None) -> str:
    """Bind the session to the named workspace, or to the only one; return its id.

    Raises NotFound with the names there are.
    """
    known = queries.workspaces()
    found = [workspace for workspace in known if name is None or workspace.name == name]
    if len(found) != 1:
        raise NotFound(_why_not_one(name, [workspace.name for workspace in known], len(found)))
    bind_workspace(db.session, found[0].id)
    return found[0].id


def environment_called(workspace_id: str, name: str) -> Environment:
    """Return the named environment. Raises NotFound with the names there are."""
    found = queries.environment_named(workspace_id, name)
    if found is None:
        known = ", ".join(each.name for each in queries.environments(workspace_id))
        raise NotFound(f"There is no environment named “{name}”. There is: {known}.")
    return found


def _why_not_one(name: str | None, known: list[str], found: int) -> str:
    if not known:
        return "There is no workspace yet: set up the service first."
    if found:
        which = "" if name is None else f" named “{name}”"
        return (
            f"There are several workspaces{which}: {', '.join(known)}. Name one with --workspace."
        )
    return f"There is no workspace named “{name}”. There is: {', '.join(known)}."
