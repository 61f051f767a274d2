"""Forgery: no page route but GET runs unless the request comes from one of our own pages.

Three independent checks: the browser's own word (Sec-Fetch-Site), the Origin, and a token that
only our pages carry. Machines with an API token have no cookie to abuse and need none.
"""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from flask_babel import gettext as _
from markupsafe import Markup, escape

from guide_engine.core.errors import Forbidden
from guide_engine.core.signing import same
from guide_engine.core.web import JSON_PREFIXES
from guide_engine.identity import cookies

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
FIELD = "csrf_token"
HEADER = "X-CSRF-Token"


def init_app(app: Flask) -> None:
    app.before_request(_guard_pages)
    app.after_request(_set_visitor)
    app.jinja_env.globals.update(csrf_token=token, csrf_field=field)


def token() -> str:
    """Return the token for forms of this page."""
    login = getattr(g, "login", None)
    if login is not None:
        return str(login.csrf_token)
    visitor = cookies.visitor() or getattr(g, "new_visitor", None)
    if visitor is None:
        visitor = g.new_visitor = secrets.token_urlsafe(24)
    return _sign(visitor)


def field() -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, escape(token()))


def _sign(visitor: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"csrf:" + visitor.encode(), hashlib.sha256).hexdigest()


def _set_visitor(response: Response) -> Response:
    visitor = getattr(g, "new_visitor", None)
    if visitor is not None:
        cookies.set_secret(response, cookies.ANONYMOUS, visitor)
    return response


def _guard_pages() -> None:
    if not request.path.startswith(JSON_PREFIXES):
        check()


def check() -> None:
    """Raise Forbidden when a request that changes something was not sent by our own page."""
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise _forged()
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin):
        raise _forged()
    login = getattr(g, "login", None)
    if login is None and cookies.visitor() is None:
        raise _forged()
    sent = request.headers.get(HEADER) or request.form.get(FIELD) or ""
    if not same(sent, token()):
        raise _forged()


def _is_ours(origin: str) -> bool:
    public = current_app.config["SETTINGS"].resolved_public_url
    return urlsplit(origin).netloc in (request.host, urlsplit(public).netloc)


def _forged() -> Forbidden:
    return Forbidden(
        _("This form has gone stale. Load the page again, then send it once more."),
        code="csrf",
    )
