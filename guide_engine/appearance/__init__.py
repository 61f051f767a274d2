"""How guides look: themes, and which one an environment wears."""

from flask import Flask

from guide_engine.appearance import models, pages

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    app.register_blueprint(pages.blueprint)
