"""A small world to measure: one workspace with three published guides."""

from guide_engine.app import create_app
from guide_engine.core.db import bind_workspace, db
from guide_engine.core.settings import load_settings
from guide_engine.delivery import service as delivery
from guide_engine.demo import guides
from guide_engine.guides import service as authoring
from guide_engine.identity import queries, service
from guide_engine.upkeep import upgrade


def make(environ: dict[str, str]) -> str:
    """Migrate, publish, and return the public key of the production environment."""
    app = create_app(load_settings(environ))
    with app.test_request_context():
        upgrade(app)
        workspace = service.create_workspace("Bench")
        bind_workspace(db.session, workspace.id)
        production = queries.environment_named(workspace.id, "production")
        if production is None:
            raise LookupError("a new workspace has a production environment")
        for document in (
            guides.tutorial("en", first_version=False),
            guides.filter_hint("en"),
            guides.send_hint("en"),
        ):
            document["audience"] = {"fact": "user.role", "op": "eq", "value": "admin"}
            delivery.publish(authoring.create_from(document).id, production.id)
        db.session.commit()
        key = production.public_key
        db.engine.dispose()
    return key
