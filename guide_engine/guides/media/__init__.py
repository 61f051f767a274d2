"""Images and short videos that authors upload."""

from flask import Flask

from guide_engine.guides.media import models, serving

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    app.register_blueprint(serving.blueprint)
