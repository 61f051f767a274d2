"""An environment whose help panel is on, with guides of each kind that a panel lists."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from guide_engine.core.db import db
from guide_engine.delivery import service as delivery
from guide_engine.guides import richtext
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.help import service
from guide_engine.help.panel import Panel
from guide_engine.identity.models import Environment
from tests.rescue.conftest import Host, people, source
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_step

__all__ = ["people", "source"]

Publish = Callable[..., Guide]


class Desk(Host):
    """A page of a host app whose user opens the panel."""

    def look(self, **fields: Any) -> Any:
        """Open the panel, or search it by `query`; return what is in it."""
        body = {"sdk": "test", "user_id": "u-1", "path": "/invoices", "language": "en"} | fields
        response = self.post("help", {k: v for k, v in body.items() if v is not None})
        assert response.status_code == 200, response.text
        assert response.json is not None
        return response.json["help"]

    def state(self, user_id: str = "u-1", **fields: Any) -> Any:
        response = self.post("state", {"user": {"id": user_id}} | fields)
        assert response.status_code == 200, response.text
        return response.json

    def titles(self, section: str, **fields: Any) -> list[str]:
        return [one.get("title") or one["label"] for one in self.look(**fields)[section]]


@pytest.fixture
def desk(cast: Cast, client: FlaskClient) -> Desk:
    return Desk(client, cast.production.public_key)


@pytest.fixture
def panel(cast: Cast, session: Session) -> Callable[..., Panel]:
    """Set the panel of production: on, unless `fields` say otherwise."""

    def save(environment: Environment = cast.production, **fields: Any) -> Panel:
        made = Panel(**({"enabled": True} | fields))
        service.save_panel(environment.id, made)
        db.session.commit()
        return made

    return save


@pytest.fixture
def publish(cast: Cast, session: Session) -> Publish:
    """Publish a guide of one step that says `title` and `text`."""

    def make(key: str, title: str, text: str = "", kind: str = "flow", **changes: Any) -> Guide:
        step = make_step(key.replace("-", "_"), title=title, body=richtext.from_text(text or title))
        if kind == "announcement":
            step |= {"type": "modal", "target": None}
            changes.setdefault("announcement", {"level": "badge"})
        if kind == "checklist":
            advance = {"on": "event", "event": "begun"}
            step |= {"type": "task", "buttons": [], "advance": advance}
            changes.setdefault("checklist", CHECKLIST | {"title": title})
        document = make_flow(key=key, name=key, kind=kind, steps=[step])
        guide = guides.create_from(document | {"page": {"all": []}} | changes)
        delivery.publish(guide.id, cast.production.id)
        db.session.commit()
        return guide

    return make


CHECKLIST: dict[str, Any] = {
    "ordered": False,
    "position": "bottom_end",
    "start": "open",
    "dismissible": True,
}
