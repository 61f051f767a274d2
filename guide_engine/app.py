"""The application factory: settings in, a wired Flask app out."""

import importlib
from pathlib import Path
from typing import Any

from flask import Flask
from flask_smorest import Api
from werkzeug.middleware.proxy_fix import ProxyFix

from guide_engine import __version__
from guide_engine.core import health, i18n, logging, web
from guide_engine.core.db import db
from guide_engine.core.settings import Settings, instance_key, load_settings
from guide_engine.core.signing import Vault

# From the ground up; each has `init_app(app)`.
DOMAINS = (
    "identity",
    "audience",
    "appearance",
    "guides",
    "events",
    "delivery",
    "community",
    "help",
    "insights",
    "rescue",
    "builder",
    "health",
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app. Reads the environment when no settings are given."""
    settings = settings or load_settings()
    root = _resources()
    app = Flask(
        "guide_engine", template_folder=str(root / "templates"), static_folder=str(root / "static")
    )
    key = instance_key(settings)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=key,
        VAULT=Vault(key),
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=8 * 1024 * 1024,
        API_TITLE="Guide Engine",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    logging.init_app(app, settings)
    i18n.init_app(app, settings)
    db.init_app(app, settings.resolved_database_url, **_engine_options(settings))
    web.init_app(app)
    app.extensions["guide_engine.api"] = Api(app)
    web.register_errors(app)
    health.init_app(app)
    for domain in DOMAINS:
        importlib.import_module(f"guide_engine.{domain}").init_app(app)
    return app


def _engine_options(settings: Settings) -> dict[str, Any]:
    """Every request thread may hold a connection, and so may the writer and the worker."""
    pool = {"pool_size": 8, "max_overflow": settings.threads + 2}
    # What a failing statement carried may be personal; a log must not have it.
    pool["hide_parameters"] = True
    if settings.resolved_database_url.startswith("sqlite"):
        return pool
    return {**pool, "pool_pre_ping": True}


def _resources() -> Path:
    """Where `templates/` and `static/` are: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent
    return package if (package / "templates").is_dir() else package.parent
