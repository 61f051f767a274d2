"""Who the end users are: people, companies, tiers, segments."""

from flask import Flask

from guide_engine.audience import models, pages, rulebook

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    rulebook.init_app(app)
    pages.init_app(app)
