"""One engine per app, one session per app context, closed with it."""

from pathlib import Path
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session, sessionmaker

_KEY = "guide_engine.database"


class Database:
    """Flask-SQLAlchemy-Lite in forty lines; docs/decisions/0004 says why not the real one."""

    def init_app(self, app: Flask, url: str, **options: Any) -> None:
        """Connect nothing yet; the folder of an embedded database is made."""
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, **options)
        app.extensions[_KEY] = sessionmaker(engine)
        app.teardown_appcontext(_close)

    @property
    def session(self) -> Session:
        """The session of the current app context."""
        if "database_session" not in g:
            make: sessionmaker[Session] = current_app.extensions[_KEY]
            g.database_session = make()
        session: Session = g.database_session
        return session

    @property
    def engine(self) -> Engine:
        engine: Engine = current_app.extensions[_KEY].kw["bind"]
        return engine


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("database_session", None)
    if session is not None:
        session.close()
