"""The cookies of the editor: HttpOnly, SameSite=Lax, and bound to the host under HTTPS."""

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

SESSION = "ge_session"
ANONYMOUS = "ge_visitor"
ONE_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Hold Flask's own cookie, which carries the messages for the next page, to the same rules."""
    secure = app.config["SETTINGS"].resolved_public_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-ge_messages" if secure else "ge_messages",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def is_secure() -> bool:
    """Tell whether browsers reach this service by HTTPS, directly or through a proxy."""
    settings = current_app.config["SETTINGS"]
    return bool(request.is_secure or settings.resolved_public_url.startswith("https://"))


def _name(name: str) -> str:
    return f"__Host-{name}" if is_secure() else name


def session_token() -> str | None:
    return request.cookies.get(_name(SESSION))


def visitor() -> str | None:
    return request.cookies.get(_name(ANONYMOUS))


def set_secret(response: Response, name: str, value: str, max_age: int | None = None) -> None:
    response.set_cookie(
        _name(name),
        value,
        max_age=max_age,
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def set_choice(response: Response, name: str, value: str) -> None:
    """Keep a harmless choice, such as the theme, for a year."""
    response.set_cookie(
        name, value, max_age=ONE_YEAR, path="/", secure=is_secure(), httponly=True, samesite="Lax"
    )


def clear_session(response: Response) -> None:
    response.delete_cookie(
        _name(SESSION), path="/", secure=is_secure(), httponly=True, samesite="Lax"
    )
