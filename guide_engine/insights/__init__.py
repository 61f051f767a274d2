"""What the reports say: rollups, funnels, completion by segment."""

from flask import Flask

from guide_engine.insights import api, improve, listing, models, pages, projection

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    app.register_blueprint(improve.blueprint)
    app.register_blueprint(pages.blueprint)
    app.extensions["guide_engine.api"].register_blueprint(api.blueprint)
    listing.register()
    projection.register()
