"""What reaches the browser: manifest, state, content."""

from flask import Flask

from guide_engine.delivery import (
    api,
    catalogue,
    goals,
    jobs,
    models,
    pages,
    receivers,
    sdk_files,
)

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    catalogue.init_app(app)
    receivers.init_app(app)
    goals.init_app()
    jobs.init_app(app)
    pages.init_app(app)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(sdk_files.blueprint)
