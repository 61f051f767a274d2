"""The machine API of guides."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from guide_engine.core.db import db
from guide_engine.guides import queries, service
from guide_engine.guides.models import Guide
from guide_engine.identity.permissions import Role
from tests.support.actors import Cast, api_token
from tests.support.guides import make_flow, make_hint, make_step


@pytest.fixture
def headers(cast: Cast) -> dict[str, str]:
    return api_token(cast.workspace)


@pytest.fixture
def guide(cast: Cast) -> Guide:
    return service.create_from(make_flow())


def test_guides_are_listed_and_shown(
    client: FlaskClient, headers: dict[str, str], guide: Guide
) -> None:
    (listed,) = client.get("/api/guides?q=invoice", headers=headers).get_json()
    assert (listed["id"], listed["key"], listed["revision"]) == (guide.id, "first-invoice", 1)
    shown = client.get(f"/api/guides/{guide.id}", headers=headers)
    assert shown.get_json()["document"] == make_flow()
    assert shown.headers["ETag"] == '"1"'


def test_a_guide_is_created(client: FlaskClient, headers: dict[str, str], cast: Cast) -> None:
    answer = client.post("/api/guides", json={"document": make_hint()}, headers=headers)
    assert answer.status_code == 201
    assert client.get(answer.headers["Location"], headers=headers).status_code == 200
    again = client.post("/api/guides", json={"document": make_hint()}, headers=headers)
    assert again.status_code == 409


def test_a_faulty_document_is_refused_with_its_paths(
    client: FlaskClient, headers: dict[str, str], cast: Cast
) -> None:
    answer = client.post("/api/guides", json={"document": make_flow(priority=-1)}, headers=headers)
    assert answer.status_code == 422
    assert list(answer.get_json()["error"]["fields"]) == ["/priority"]


@pytest.mark.parametrize("body", [{}, {"document": []}, {"document": {}, "extra": 1}, None])
def test_a_body_of_another_shape_is_refused(
    client: FlaskClient, headers: dict[str, str], cast: Cast, body: object
) -> None:
    assert client.post("/api/guides", json=body, headers=headers).status_code == 422


def test_a_draft_is_saved_once_per_revision(
    client: FlaskClient, headers: dict[str, str], guide: Guide
) -> None:
    path = f"/api/guides/{guide.id}/draft"
    body: dict[str, Any] = {"revision": 1, "document": make_flow(name="Better")}
    saved = client.put(path, json=body, headers={**headers, "If-Match": '"1"'})
    assert (saved.status_code, saved.headers["ETag"]) == (200, '"2"')
    stale = client.put(path, json={**body, "document": make_flow(name="Late")}, headers=headers)
    assert (stale.status_code, stale.get_json()["error"]["code"]) == (409, "stale_draft")
    torn = client.put(path, json=body, headers={**headers, "If-Match": '"2"'})
    assert torn.status_code == 422


def test_findings_and_versions_are_told(
    client: FlaskClient, headers: dict[str, str], cast: Cast
) -> None:
    guide = service.create_from(make_flow(steps=[make_step(target=None)]))
    service.freeze_version(guide.id, note="First")
    (found,) = client.get(f"/api/guides/{guide.id}/checks", headers=headers).get_json()
    assert (found["severity"], found["code"], found["path"]) == (
        "error",
        "missing_target",
        "/steps/0/target",
    )
    (version,) = client.get(f"/api/guides/{guide.id}/versions", headers=headers).get_json()
    assert (version["number"], version["note"]) == (1, "First")


def test_what_is_exported_can_be_imported_elsewhere(
    client: FlaskClient, headers: dict[str, str], guide: Guide, cast: Cast
) -> None:
    file = client.get("/api/guides/export?guide=first-invoice", headers=headers).get_json()
    other = api_token(cast.other_workspace)
    dry = client.post("/api/guides/import?dry_run=true", json=file, headers=other).get_json()
    assert dry["created"] == ["first-invoice"]
    assert client.get("/api/guides", headers=other).get_json() == []
    client.post("/api/guides/import", json=file, headers=other)
    assert client.get("/api/guides/export", headers=other).get_json() == file


def test_a_bad_file_is_refused_whole(
    client: FlaskClient, headers: dict[str, str], cast: Cast
) -> None:
    answer = client.post("/api/guides/import", json={"format": "x"}, headers=headers)
    assert answer.status_code == 422
    assert set(answer.get_json()["error"]["fields"]) == {"/format", "/guides"}
    assert client.post("/api/guides/import", data="{", headers=headers).status_code == 400


def test_roles_and_workspaces_are_kept_apart(client: FlaskClient, guide: Guide, cast: Cast) -> None:
    viewer, foreign = api_token(cast.workspace, Role.VIEWER), api_token(cast.other_workspace)
    assert client.get("/api/guides", headers=viewer).status_code == 200
    body = {"revision": 1, "document": make_flow(name="x")}
    path = f"/api/guides/{guide.id}"
    assert client.put(f"{path}/draft", json=body, headers=viewer).status_code == 403
    assert client.get(path, headers=foreign).status_code == 404
    assert client.put(f"{path}/draft", json=body, headers=foreign).status_code == 404
    assert client.get("/api/guides").status_code == 401
    db.session.expire_all()
    assert queries.guide(guide.id).name == "Your first invoice"


def test_the_schemas_are_published(client: FlaskClient) -> None:
    guide = client.get("/schemas/guide-1.json").get_json()
    Draft202012Validator(guide).validate(make_flow())
    assert client.get("/schemas/file-1.json").get_json()["title"]
    assert client.get("/schemas/guide-2.json").status_code == 404


def test_the_api_is_described(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json()["paths"]
    save = paths["/api/guides/{guide_id}/draft"]["put"]
    assert "requestBody" in save
    assert {"get", "post"} <= set(paths["/api/guides"])
