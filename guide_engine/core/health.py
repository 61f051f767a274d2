"""`/healthz`: is this process alive and its database within reach?"""

from flask import Blueprint, Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from guide_engine.core.db import db

blueprint = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="unavailable", reason="the database does not answer"), 503
    return jsonify(status="ok"), 200


# For the test that every route says who may pass; `core` stands below the doors of identity.
healthz.access = "public"  # type: ignore[attr-defined]
