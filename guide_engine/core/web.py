"""What every answer has: headers, errors rendered once, one transaction per request."""

import logging
import secrets

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from guide_engine.core.db import db
from guide_engine.core.errors import DomainError, Unavailable

log = logging.getLogger("guide_engine.web")

# Prefixes that answer in JSON, to browsers of other origins or to machines.
JSON_PREFIXES = ("/v1/", "/api/", "/sdk/", "/media/")
THEMES = ("light", "dark", "contrast")


def init_app(app: Flask) -> None:
    app.before_request(_mint_nonce)
    app.after_request(_end_transaction)
    app.after_request(_add_headers)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(csp_nonce=lambda: g.csp_nonce, theme=chosen_theme)


def register_errors(app: Flask) -> None:
    """Take over rendering of every error. Call after flask-smorest, which registers its own."""
    app.register_error_handler(DomainError, _render_refusal)
    app.register_error_handler(HTTPException, _render_http_error)
    app.register_error_handler(OperationalError, _render_overload)
    app.register_error_handler(Exception, _render_crash)


def chosen_theme() -> str:
    """The theme kept on this browser, or nothing: then the system decides."""
    theme = request.cookies.get("ge_theme", "")
    return theme if theme in THEMES else ""


def error_body(
    code: str, message: str, fields: dict[str, list[str]] | None = None
) -> dict[str, object]:
    """The one shape of an error on the wire."""
    return {"error": {"code": code, "message": message, "fields": fields or {}}}


def wants_json() -> bool:
    return request.path.startswith(JSON_PREFIXES) or (
        request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
    )


def _mint_nonce() -> None:
    g.csp_nonce = secrets.token_urlsafe(16)


def _end_transaction(response: Response) -> Response:
    """Commit when the request succeeded. A verb that must persist a refusal commits by itself."""
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    if response.mimetype == "text/html":
        headers.setdefault("Content-Security-Policy", page_policy())
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("X-Frame-Options", "SAMEORIGIN")
        headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def page_policy(forms_to: str = "'self'") -> str:
    """The policy of an HTML page; `forms_to` says where its forms may lead, redirects included."""
    # Uploads are shown from the public address, under which an author need not have come.
    own = current_app.config["SETTINGS"].resolved_public_url
    return (
        "default-src 'self'; "
        f"script-src 'self' 'nonce-{g.csp_nonce}'; "
        f"style-src 'self'; img-src 'self' data: https: {own}; media-src 'self' https: {own}; "
        "connect-src 'self'; "
        f"object-src 'none'; base-uri 'none'; form-action {forms_to}; frame-ancestors 'self'; "
        "require-trusted-types-for 'script'"
    )


def _render_refusal(error: DomainError) -> tuple[Response | str, int]:
    db.session.rollback()
    if wants_json():
        response = jsonify(error_body(error.code, error.message, error.fields))
        if error.retry_after is not None:
            response.headers["Retry-After"] = str(error.retry_after)
        return response, error.status
    return render_template("errors/refused.html", error=error), error.status


def _render_http_error(error: HTTPException) -> BaseResponse | tuple[Response | str, int]:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    status = error.code or 500
    code = error.name.lower().replace(" ", "_")
    message = error.description or error.name
    fields: dict[str, list[str]] = {}
    # webargs puts marshmallow's messages here: {"json": {"name": ["…"]}}.
    messages = getattr(error, "data", {}).get("messages") if getattr(error, "data", None) else None
    if isinstance(messages, dict):
        fields = flatten(messages)
        code, message = "invalid", "Some fields are wrong."
    return _render_refusal_of(status, code, message, fields)


def _render_refusal_of(
    status: int, code: str, message: str, fields: dict[str, list[str]]
) -> tuple[Response | str, int]:
    if wants_json():
        return jsonify(error_body(code, message, fields)), status
    sentences = {
        404: _("There is nothing at this address."),
        405: _("This address doesn't take that kind of request."),
        413: _("That is larger than the server takes."),
    }
    error = DomainError(sentences.get(status, message), code=code, fields=fields)
    error.status = status
    return render_template("errors/refused.html", error=error), status


def flatten(messages: object, path: str = "") -> dict[str, list[str]]:
    """Turn marshmallow's nested messages into {path: [sentence, …]}."""
    if isinstance(messages, dict):
        flat: dict[str, list[str]] = {}
        for key, value in messages.items():
            inner = (
                path if key in {"json", "query", "form", "_schema"} else f"{path}/{key}".lstrip("/")
            )
            flat.update(flatten(value, inner))
        return flat
    texts = messages if isinstance(messages, list) else [messages]
    return {path: [str(text) for text in texts]}


def _render_overload(error: OperationalError) -> tuple[Response | str, int]:
    """The database is locked or away: say when to come back, keep the reason for the log."""
    log.error("database_unavailable", extra={"route": str(request.url_rule)}, exc_info=error)
    message = _("The database is busy or can't be reached. Try again in a moment.")
    return _render_refusal(Unavailable(message, retry_after=5))


def _render_crash(error: Exception) -> tuple[Response | str, int]:
    incident = secrets.token_hex(4)
    log.error(
        "request_failed",
        extra={"incident": incident, "route": str(request.url_rule)},
        exc_info=error,
    )
    db.session.rollback()
    message = _(
        "Something went wrong on our side. It was logged as %(incident)s.", incident=incident
    )
    return _render_refusal_of(500, "internal", message, {})
