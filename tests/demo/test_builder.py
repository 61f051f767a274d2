"""“Open on my site” of the demo leads to the demo's own host app."""

from flask import Flask

from guide_engine.builder import opening
from guide_engine.builder.opening import Standing
from guide_engine.core.db import bind_workspace, db
from guide_engine.demo import seed
from guide_engine.identity import members, queries

HOST = "http://127.0.0.1:8001"


def test_the_demos_author_finds_the_host_app_waiting(app: Flask):
    record = seed.create()
    seed.place_host(record, HOST)
    bind_workspace(db.session, record.workspace_id)
    production = queries.environments(record.workspace_id)[0]
    author = members.find_member(record.email)
    assert author is not None
    address = opening.remembered(production.id, author.id)
    assert address == f"{HOST}/invoices"
    assert opening.look(production, address).standing is Standing.THERE


def test_an_address_of_the_authors_own_stays(app: Flask):
    record = seed.create()
    seed.place_host(record, HOST)
    seed.place_host(record, "http://127.0.0.1:9001")
    bind_workspace(db.session, record.workspace_id)
    production = queries.environments(record.workspace_id)[0]
    author = members.find_member(record.email)
    assert author is not None
    assert opening.remembered(production.id, author.id) == f"{HOST}/invoices"
