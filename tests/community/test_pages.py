"""Authors look after communities in pages; viewers look; strangers see nothing."""

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from guide_engine.community import jobs, queries, service
from guide_engine.community.models import Source
from guide_engine.core.db import bind_workspace
from tests.support.actors import Cast, api_token, sign_in


def upload(client: FlaskClient, source: Source, content: bytes, **fields: str) -> TestResponse:
    return client.post(
        f"/community/{source.id}/import",
        data={
            "csrf_token": client.csrf(),  # type: ignore[attr-defined]
            "file": (io.BytesIO(content), "threads.csv"),
            **fields,
        },
        content_type="multipart/form-data",
    )


def test_the_empty_page_says_what_it_is_for(cast: Cast, client: FlaskClient) -> None:
    page = sign_in(client, cast.bob).get("/community").text
    assert "No community yet" in page
    assert 'href="/community/new"' in page


def test_a_community_is_added(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, cast.bob)
    answer = client.send(  # type: ignore[attr-defined]
        "/community/new",
        name="Forum",
        language="ja",
        ask_url="https://forum.example.com/new?t={title}",
        feed_url="",
    )
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Forum" in page
    assert "https://forum.example.com/new?t=How%20do%20I%20send%20an%20invoice%3F" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Give the community a name."),
        ({"name": "Community"}, "There is already a community of this name."),
        ({"ask_url": "javascript:alert(1)"}, "Write the full address"),
        ({"ask_url": "https://c.example/{nope}"}, "is not known"),
        ({"ask_url": "https://{title}/"}, "host name"),
        ({"feed_url": "file:///etc/passwd"}, "Write the full address"),
        ({"language": "fr"}, "Choose one of the languages."),
    ],
)
def test_a_bad_field_is_named_and_what_was_typed_is_kept(
    cast: Cast, client: FlaskClient, empty_source: Source, fields: dict[str, str], sentence: str
) -> None:
    sign_in(client, cast.bob)
    values = {"name": "Second", "language": "", "ask_url": "", "feed_url": ""} | fields
    answer = client.send("/community/new", **values)  # type: ignore[attr-defined]
    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(f'value="{value}"' in answer.text for value in fields.values() if value != "fr")


def test_a_file_is_imported(cast: Cast, client: FlaskClient, empty_source: Source) -> None:
    sign_in(client, cast.bob)
    answer = upload(client, empty_source, "title,url\n請求,https://c.example/1\n".encode())
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "請求" in page
    assert "1 thread added" in page


def test_bad_rows_are_listed_and_nothing_is_taken(
    cast: Cast, client: FlaskClient, empty_source: Source
) -> None:
    sign_in(client, cast.bob)
    content = b"title,url\nOne,https://c.example/1\n<script>,\n"
    answer = upload(client, empty_source, content)
    assert answer.status_code == 422
    assert "Row 3" in answer.text
    assert "No threads yet." in answer.text
    answer = upload(client, empty_source, content, skip_bad="on")
    assert answer.status_code == 200
    assert "1 row was skipped" in answer.text
    assert "https://c.example/1" in answer.text


@pytest.mark.parametrize("content", [b"\x81\xff", b"a,b\n"])
def test_an_unreadable_file_is_refused_in_words(
    cast: Cast, client: FlaskClient, empty_source: Source, content: bytes
) -> None:
    answer = upload(sign_in(client, cast.bob), empty_source, content)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_the_search_can_be_tried(cast: Cast, client: FlaskClient, source: Source) -> None:
    sign_in(client, cast.vera)
    page = client.get("/community?q=invited+colleague&language=en").text
    assert "Invite a team member, invitation mail missing" in page
    assert "Nothing fits." in client.get("/community?q=pizza&language=en").text


def test_what_threads_say_stays_text(cast: Cast, client: FlaskClient, empty_source: Source) -> None:
    sign_in(client, cast.bob)
    upload(client, empty_source, b'title,url\n"a\'b ""<x onclick=1>y""",https://c.example/1\n')
    page = client.get(f"/community/{empty_source.id}").text
    assert "<x" not in page


def test_settings_are_changed_and_a_thread_and_a_community_removed(
    cast: Cast, client: FlaskClient, source: Source
) -> None:
    sign_in(client, cast.bob)
    path = f"/community/{source.id}"
    values = {"name": "Renamed", "language": "en", "ask_url": "", "feed_url": ""}
    assert client.send(path, **values).status_code == 303  # type: ignore[attr-defined]
    assert "Renamed" in client.get("/community").text
    thread = queries.threads_of(source.id, offset=0, limit=1)[0]
    answer = client.send(f"{path}/threads/{thread.id}/delete")  # type: ignore[attr-defined]
    assert answer.status_code == 303
    assert client.send(f"{path}/delete").status_code == 303  # type: ignore[attr-defined]
    assert client.get(path).status_code == 404


def test_a_feed_shows_its_state(
    cast: Cast, client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = service.create_source("Feed", feed_url="http://127.0.0.1/feed")
    sign_in(client, cast.bob)
    answer = client.send(f"/community/{source.id}/sync")  # type: ignore[attr-defined]
    page = client.get(answer.location).text
    assert "The feed could not be fetched" in page
    assert "private address" in page
    assert "Feed fails" in client.get("/community").text
    assert jobs.FIRST_RETRY.total_seconds() == 300


@pytest.mark.parametrize("path", ["", "/import", "/sync", "/delete", "/threads/th_1/delete"])
def test_a_viewer_changes_nothing(
    cast: Cast, client: FlaskClient, source: Source, path: str
) -> None:
    sign_in(client, cast.vera)
    answer = client.send(f"/community/{source.id}{path}")  # type: ignore[attr-defined]
    assert answer.status_code == 403


def test_a_viewer_sees_no_controls(cast: Cast, client: FlaskClient, source: Source) -> None:
    page = sign_in(client, cast.vera).get(f"/community/{source.id}").text
    assert "/import" not in page
    assert "/delete" not in page


@pytest.mark.parametrize("path", ["", "/import", "/sync", "/delete", "/threads/{thread}/delete"])
def test_another_workspace_finds_nothing(
    cast: Cast, client: FlaskClient, source: Source, session: Session, path: str
) -> None:
    thread = queries.threads_of(source.id, offset=0, limit=1)[0].id
    sign_in(client, cast.mallory)
    address = f"/community/{source.id}{path.format(thread=thread)}"
    answer = client.send(address)  # type: ignore[attr-defined]
    assert answer.status_code == 404
    assert client.get(f"/community/{source.id}").status_code == 404
    bind_workspace(session, cast.workspace.id)
    assert queries.thread(thread).id == thread


def test_threads_are_pushed_and_searched_by_machines(
    cast: Cast, client: FlaskClient, empty_source: Source
) -> None:
    headers = api_token(cast.workspace)
    path = f"/api/community/sources/{empty_source.id}/threads"
    thread = {"title": "Print labels", "url": "https://c.example/1", "status": "solved"}
    answer = client.post(path, json={"threads": [thread]}, headers=headers)
    assert answer.json == {"added": 1, "changed": 0, "same": 0}
    found = client.get("/api/community/search?q=label+printing", headers=headers)
    assert found.json is not None
    assert [hit["title"] for hit in found.json] == ["Print labels"]


def test_a_bad_pushed_thread_refuses_all(
    cast: Cast, client: FlaskClient, empty_source: Source
) -> None:
    threads = [
        {"title": "One", "url": "https://c.example/1"},
        {"title": "Two", "url": "javascript:alert(1)"},
    ]
    answer = client.post(
        f"/api/community/sources/{empty_source.id}/threads",
        json={"threads": threads},
        headers=api_token(cast.workspace),
    )
    assert answer.status_code == 422
    assert answer.json is not None
    assert "threads/1" in answer.json["error"]["fields"]
    assert queries.threads_of(empty_source.id, offset=0, limit=9) == []


def test_a_push_to_a_foreign_source_finds_nothing(
    cast: Cast, client: FlaskClient, source: Source
) -> None:
    answer = client.post(
        f"/api/community/sources/{source.id}/threads",
        json={"threads": [{"title": "Two", "url": "https://c.example/1"}]},
        headers=api_token(cast.other_workspace),
    )
    assert answer.status_code == 404
