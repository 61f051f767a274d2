"""The append-only log and what is projected from it."""

from flask import Flask

from guide_engine.core import lease
from guide_engine.events import api, cli, jobs, models, pages, store, survey_answers

__all__ = ["init_app", "lease", "models"]


def init_app(app: Flask) -> None:
    store.init_app(app)
    jobs.init_app(app)
    survey_answers.register()
    api.init_app(app)
    app.register_blueprint(pages.blueprint)
    app.cli.add_command(cli.rebuild)
