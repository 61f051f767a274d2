"""The pages of delivery: publish, why, install."""

from flask import Flask

from guide_engine.audience.signals import person_shown
from guide_engine.delivery.pages import install, publish, why
from guide_engine.delivery.pages.blueprint import blueprint

__all__ = ["init_app", "install", "publish", "why"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    person_shown.connect(why.panels_of_person)
