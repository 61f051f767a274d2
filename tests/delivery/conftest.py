"""A published guide, and a browser that speaks for the page of a host app."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from guide_engine.core.db import bind_workspace, db
from guide_engine.delivery import service
from guide_engine.guides import queries as guide_queries
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.support.actors import Cast
from tests.support.guides import make_flow


@dataclass
class Host:
    """A page of a host app: sends what the SDK sends, as text/plain."""

    client: FlaskClient
    key: str
    origin: str = "http://app.test"

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(f"/v1/env/{self.key}/{path}", headers=self._headers(headers))

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        return self.client.post(
            f"/v1/env/{self.key}/{path}",
            data=body if isinstance(body, bytes) else json.dumps(body),
            content_type="text/plain",
            headers=self._headers(headers),
        )

    def state(self, user_id: str = "u1", company: Any = None, **attributes: Any) -> Any:
        body: dict[str, Any] = {"sdk": "test", "user": {"id": user_id, "attributes": attributes}}
        if company is not None:
            body["company"] = company
        response = self.post("state", body)
        assert response.status_code == 200, response.text
        return response.json

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Origin": self.origin, **{k.replace("_", "-"): v for k, v in more.items()}}


@pytest.fixture
def host(cast: Cast, client: FlaskClient) -> Host:
    return Host(client, cast.production.public_key)


def make_guide(cast: Cast, **changes: Any) -> Guide:
    """Create an unpublished guide; `changes` go into its document."""
    bind_workspace(db.session, cast.workspace.id)
    return guides.create_from(make_flow(**changes))


def publish_guide(cast: Cast, **changes: Any) -> Guide:
    """Create a guide and publish it in production."""
    guide = make_guide(cast, **changes)
    service.publish(guide.id, cast.production.id, by=cast.alice.id)
    db.session.commit()
    return guide


def change_guide(guide: Guide, **changes: Any) -> Guide:
    """Save a changed draft."""
    current = guide_queries.guide(guide.id)
    return guides.save_draft(guide.id, {**current.draft, **changes}, current.draft_revision)
