"""Languages. Each domain carries its own catalogue under `<domain>/translations`."""

from datetime import datetime
from pathlib import Path

from babel.dates import format_timedelta
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, format_datetime, format_decimal, get_locale

from guide_engine.core import clock
from guide_engine.core.settings import Settings

LOCALES = {"ja": "日本語", "en": "English"}
_PACKAGE = Path(__file__).parents[1]


def init_app(app: Flask, settings: Settings) -> None:
    folders = sorted(str(path) for path in _PACKAGE.glob("*/translations"))
    Babel(
        app,
        default_locale=settings.default_locale,
        default_timezone="UTC",
        default_translation_directories=";".join(folders),
        locale_selector=_select_locale,
    )
    app.jinja_env.globals.update(get_locale=get_locale, LOCALES=LOCALES, now=clock.now)
    app.jinja_env.filters.update(ago=ago, exactly=exactly, number=format_decimal)


def _select_locale() -> str | None:
    """The member's own choice, else the choice made on this browser, else the browser's."""
    if not has_request_context():
        return None
    chosen = getattr(g, "locale", None) or request.cookies.get("ge_locale")
    if chosen in LOCALES:
        return str(chosen)
    return request.accept_languages.best_match(list(LOCALES))


def ago(moment: datetime) -> str:
    """Say how long ago a moment was, or how far ahead: “3 minutes ago”."""
    return format_timedelta(moment - clock.now(), add_direction=True, locale=get_locale() or "en")


def exactly(moment: datetime) -> str:
    return f"{format_datetime(moment, 'medium')} UTC"
