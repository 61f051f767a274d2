"""The SDK's files: open to every origin, cached right, and a clear word when they aren't built."""

import gzip
import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

RELEASE = f"0.1.0-{'0a' * 8}"
NEXT_RELEASE = f"0.2.0-{'0b' * 8}"
HASHED = f"renderer-{'0a' * 8}.js"


@pytest.fixture
def built(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(app, "_static_folder", str(tmp_path))
    folder = tmp_path / "sdk"
    folder.mkdir()
    for name in ("guide-engine.js", HASHED):
        (folder / name).write_text(f"/* {name} */" * 50)
    (tmp_path / "secret.js").write_text("no")
    list_as(folder, RELEASE)
    return folder


def list_as(folder: Path, release: str) -> None:
    files = {"core": {"name": "guide-engine.js", "integrity": "sha384-abc"}}
    (folder / "build.json").write_text(json.dumps({"release": release, "files": files}))


def test_entry_is_served_to_every_origin_for_five_minutes(built: Path, client: FlaskClient) -> None:
    response = client.get("/sdk/v1/guide-engine.js")
    assert response.data == (built / "guide-engine.js").read_bytes()
    assert response.mimetype == "text/javascript"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"].startswith("public, max-age=300")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_hashed_file_is_immutable(built: Path, client: FlaskClient) -> None:
    assert "immutable" in client.get(f"/sdk/v1/{HASHED}").headers["Cache-Control"]


def test_file_is_packed_for_browsers_that_unpack(built: Path, client: FlaskClient) -> None:
    packed = client.get("/sdk/v1/guide-engine.js", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == (built / "guide-engine.js").read_bytes()


def test_file_not_changed_is_not_sent_again(built: Path, client: FlaskClient) -> None:
    etag = client.get("/sdk/v1/guide-engine.js").headers["ETag"]
    again = client.get("/sdk/v1/guide-engine.js", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    (built / "guide-engine.js").write_text("new")
    assert client.get("/sdk/v1/guide-engine.js").data == b"new"


@pytest.mark.parametrize("name", ["nothing.js", "build.json", "..%2Fsecret.js", "GUIDE.js", ".js"])
def test_other_files_are_not_found(built: Path, client: FlaskClient, name: str) -> None:
    assert client.get(f"/sdk/v1/{name}").status_code == 404


def test_sdk_not_built_says_what_to_do(built: Path, client: FlaskClient) -> None:
    (built / "guide-engine.js").unlink()
    response = client.get("/sdk/v1/guide-engine.js")
    assert response.status_code == 503
    assert "make build" in response.json["error"]["message"]


def test_a_release_stays_as_it_was_after_an_upgrade(built: Path, client: FlaskClient) -> None:
    first = client.get(f"/sdk/{RELEASE}/guide-engine.js")
    assert "immutable" in first.headers["Cache-Control"]
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    (built / "guide-engine.js").write_text("new")
    (built / HASHED).unlink()
    list_as(built, NEXT_RELEASE)
    assert client.get("/sdk/v1/guide-engine.js").data == b"new"
    assert client.get(f"/sdk/{NEXT_RELEASE}/guide-engine.js").data == b"new"
    assert client.get(f"/sdk/{RELEASE}/guide-engine.js").data == first.data
    assert client.get(f"/sdk/{RELEASE}/{HASHED}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [f"0.3.0-{'0c' * 8}/guide-engine.js", f"{RELEASE}/build.json", "..%2F..%2Fetc/guide-engine.js"],
)
def test_a_release_that_never_was_is_not_found(built: Path, client: FlaskClient, path: str) -> None:
    assert client.get(f"/sdk/{path}").status_code == 404
