"""The pages under People: end users, companies, segments, tiers."""

from flask import Flask

from guide_engine.audience import vocabulary
from guide_engine.audience.pages import companies, counting, people, segments, tiers
from guide_engine.audience.pages.blueprint import blueprint
from guide_engine.audience.people import name_of

__all__ = ["companies", "counting", "init_app", "people", "segments", "tiers"]


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        rule_vocabulary=vocabulary.for_editor,
        rule_tree=vocabulary.rule_tree,
        fact_name=vocabulary.name_of,
        value_words=vocabulary.value_words,
        condition_words=vocabulary.condition_words,
        display_name=name_of,
        tier_names=vocabulary.TIERS,
    )
