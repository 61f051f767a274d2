"""Authoring on the host page: one-time codes, sessions, drafts saved from there, who is here."""

from flask import Flask

from guide_engine.builder import api, models, pages, presence, sessions
from guide_engine.core.jobs import Job, register
from guide_engine.identity.throttle import Attempts

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    app.extensions[api.session.ATTEMPTS] = Attempts()
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    register(app, Job("sweep_builder_sessions", every_seconds=3600, run=sessions.sweep))
    register(app, Job("sweep_builder_presence", every_seconds=3600, run=presence.sweep))
