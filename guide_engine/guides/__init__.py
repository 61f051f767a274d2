"""What authors make: guide documents, drafts, versions, files."""

from flask import Flask

from guide_engine.appearance.signals import theme_leaving
from guide_engine.audience.signals import segment_leaving
from guide_engine.guides import api, cli, media, pages, service


def init_app(app: Flask) -> None:
    pages.init_app(app)
    api.init_app(app)
    media.init_app(app)
    app.cli.add_command(cli.import_guides)
    app.cli.add_command(cli.export_guides)
    app.cli.add_command(cli.translations)
    segment_leaving.connect(service.users_of_segment)
    theme_leaving.connect(service.users_of_theme)
