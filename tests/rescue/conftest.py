"""An environment with a community to lead to, a published guide, and people of each tier."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from guide_engine.audience import service as audience
from guide_engine.community import importing, service
from guide_engine.community.models import Source
from guide_engine.core import clock
from guide_engine.core.db import db
from guide_engine.delivery import service as delivery
from guide_engine.guides import richtext
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from guide_engine.rescue import usual
from tests.community.conftest import THREADS
from tests.support.actors import Cast
from tests.support.guides import make_flow, make_step

LTV = {"high": 5_000_000, "low": 500_000, "tech": 10}


@pytest.fixture
def source(cast: Cast) -> Source:
    source = service.create_source(
        "Community", ask_url="https://community.example.com/new?t={title}&b={body}&u={url}"
    )
    with THREADS.open("rb") as file:
        importing.import_file(source, file, "csv")
    db.session.commit()
    usual.memory().clear()
    return source


@pytest.fixture
def guide(cast: Cast) -> Guide:
    step = make_step(
        "invite",
        title="Invite a colleague",
        body=richtext.from_text("Type the e-mail of a team member and choose a role."),
    )
    guide = guides.create_from(
        {**make_flow(key="invite", name="Invite your team"), "steps": [step]}
    )
    delivery.publish(guide.id, cast.production.id)
    db.session.commit()
    return guide


class Host:
    """A page of a host app whose user is stuck."""

    def __init__(self, client: FlaskClient, key: str) -> None:
        self.client = client
        self.key = key

    def post(self, path: str, body: Any) -> TestResponse:
        return self.client.post(
            f"/v1/env/{self.key}/{path}",
            data=json.dumps(body),
            content_type="text/plain",
            headers={"Origin": "https://app.example.com"},
        )

    def stuck(self, **fields: Any) -> Any:
        """Ask for help as the SDK does; return the offer."""
        response = self.post("rescue", self.request(**fields))
        assert response.status_code == 200, response.text
        assert response.json is not None
        return response.json["offer"]

    def request(self, **fields: Any) -> dict[str, Any]:
        usual_fields = {
            "sdk": "test",
            "user_id": "u-1",
            "reason": "slow_step",
            "path": "/settings/members",
            "page_title": "Members",
            "language": "en",
        }
        return {k: v for k, v in (usual_fields | fields).items() if v is not None}

    def send(self, *events: dict[str, Any], user_id: str = "u-1") -> None:
        batch = {
            "sdk": "test",
            "user_id": user_id,
            "sent_at": clock.to_millis(clock.now()),
            "tab": "t1",
            "events": list(events),
        }
        response = self.post("events", batch)
        assert response.status_code == 202, response.text
        assert response.json is not None
        assert {r["status"] for r in response.json["results"]} == {"ok"}, response.json


@pytest.fixture
def host(cast: Cast, client: FlaskClient) -> Host:
    return Host(client, cast.production.public_key)


@pytest.fixture
def people(cast: Cast, session: Session) -> None:
    """One person per tier: u-high, u-low, u-tech."""
    for tier, ltv in LTV.items():
        company = {"ltv": ltv, "contact_name": "Sato"}
        audience.identify(cast.env, f"u-{tier}", {}, f"c-{tier}", company)
    session.commit()
