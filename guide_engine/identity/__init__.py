"""Who authors: workspaces, environments, members, sessions, keys."""

from flask import Flask

from guide_engine.core.jobs import Job, register
from guide_engine.identity import (
    access,
    api,
    cli,
    cookies,
    coverage,
    csrf,
    keys,
    pages,
    sessions,
    switches,
    throttle,
)


def init_app(app: Flask) -> None:
    cookies.init_app(app)
    access.init_app(app)
    csrf.init_app(app)
    keys.init_app(app)
    coverage.init_app(app)
    throttle.init_app(app)
    switches.init_app(app)
    app.register_blueprint(pages.blueprint)
    app.extensions["guide_engine.api"].register_blueprint(api.blueprint)
    for command in cli.COMMANDS:
        app.cli.add_command(command)
    register(app, Job("sweep_sessions", every_seconds=3600, run=sessions.sweep))
