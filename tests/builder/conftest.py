"""Bob's builder on his own site, and a guide to work on."""

import pytest
from flask import Flask

from guide_engine.core.db import db
from guide_engine.guides import service as guides
from guide_engine.guides.models import Guide
from tests.support.actors import Cast
from tests.support.builder import Builder, open_builder
from tests.support.guides import make_flow


@pytest.fixture
def guide(cast: Cast) -> Guide:
    guide = guides.create_from(make_flow(), by=cast.alice.id)
    db.session.commit()
    return guide


@pytest.fixture
def builder(app: Flask, cast: Cast, guide: Guide) -> Builder:
    return open_builder(app, cast.bob, cast.production, guide_id=guide.id)
