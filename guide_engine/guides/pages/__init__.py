"""The editor's pages of guides."""

from flask import Flask

from guide_engine.guides.pages import build, history, languages, listing, targeting, views
from guide_engine.guides.pages.blueprint import blueprint

__all__ = ["build", "history", "init_app", "languages", "listing", "targeting"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(guide_tabs=views.tabs, as_findings=views.as_findings)
    app.jinja_env.filters["as_utc_input"] = views.as_utc_input
