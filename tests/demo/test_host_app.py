"""Kanjo, the demo host app, keeps a strict policy and its own rules."""

from pathlib import Path

import jwt
import pytest
from flask.testing import FlaskClient

from guide_engine.demo.host import RESOURCES, create_host_app
from guide_engine.demo.people import PEOPLE

SERVICE = "http://127.0.0.1:8000"
SECRET = "a-secret-of-the-environment-0123456789"


@pytest.fixture
def kanjo() -> FlaskClient:
    if not (RESOURCES / "static" / "sdk" / "stub.js").exists():
        pytest.fail("The SDK is not built: run `make build` first.")
    return create_host_app(SERVICE, "pk_demo", SECRET).test_client()


def invoice(**changes: object) -> dict[str, object]:
    form = {
        "customer": "青葉商事",
        "issued_on": "2026-11-21",
        "due_on": "2026-12-21",
        "lines": [{"item": "部品", "quantity": 2, "price": 1500}],
    }
    return {**form, **changes}


def test_a_new_invoice_stands_first_in_the_list(kanjo: FlaskClient):
    made = kanjo.post("/api/invoices", json=invoice())
    assert made.status_code == 201
    assert made.json["total"] == 3300
    assert kanjo.get("/api/ledger").json["invoices"][0]["number"] == made.json["number"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"customer": ""}, "customer"),
        ({"due_on": "2026-11-01"}, "due_on"),
        ({"issued_on": "yesterday"}, "issued_on"),
        ({"lines": []}, "lines"),
        ({"lines": [{"item": "部品", "quantity": 0, "price": 1}]}, "lines"),
    ],
)
def test_a_wrong_invoice_is_refused_at_its_field(
    kanjo: FlaskClient, changes: dict[str, object], field: str
):
    refused = kanjo.post("/api/invoices", json=invoice(**changes))
    assert refused.status_code == 422
    assert list(refused.json["fields"]) == [field]


def test_sending_marks_the_invoice(kanjo: FlaskClient):
    number = kanjo.get("/api/ledger").json["invoices"][0]["number"]
    assert kanjo.post(f"/api/invoices/{number}/send").json["status"] == "sent"
    assert kanjo.post("/api/invoices/INV-0/send").status_code == 404


def test_whoever_is_chosen_is_vouched_for_by_a_signed_token(kanjo: FlaskClient):
    for person in PEOPLE:
        kanjo.post("/sign-in", data={"person": person.id})
        session = kanjo.get("/api/session").json
        claims = jwt.decode(session["guide"]["token"], SECRET, algorithms=["HS256"])
        assert (claims["sub"], session["company"]["id"]) == (person.id, person.company.id)


def test_nobody_else_can_be_chosen(kanjo: FlaskClient):
    assert kanjo.post("/sign-in", data={"person": "u-mallory"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/invoices", "/invoices/new", "/settings", "/sign-in"])
def test_every_page_has_the_strict_policy(kanjo: FlaskClient, path: str):
    answer = kanjo.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in answer.text


def test_its_scripts_assign_no_html():
    for script in (RESOURCES / "static" / "demo_host" / "js").rglob("*.js"):
        assert "innerHTML" not in Path(script).read_text()
