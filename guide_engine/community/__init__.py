"""What users have already answered: sources, threads, search."""

from flask import Flask

from guide_engine.community import api, cli, jobs, pages
from guide_engine.core.jobs import Job, register

FEEDS_EVERY_SECONDS = 60


def init_app(app: Flask) -> None:
    app.register_blueprint(pages.blueprint)
    app.extensions["guide_engine.api"].register_blueprint(api.blueprint)
    app.cli.add_command(cli.group)
    register(app, Job("community_feeds", FEEDS_EVERY_SECONDS, jobs.sync_due_feeds))
