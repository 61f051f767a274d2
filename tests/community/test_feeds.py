"""Feeds are fetched when due, back off while they fail, and show their state."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from guide_engine.community import jobs, queries, service
from guide_engine.community.feeds import read_feed
from guide_engine.community.models import Source
from guide_engine.core import clock, http
from guide_engine.core.db import bind_workspace
from guide_engine.core.errors import Invalid
from guide_engine.core.http import Fetched, FetchError
from tests.support.actors import Cast

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>C</title>
<item><title>Print labels &amp; stamps</title><link>https://c.example/t/1</link><guid>t-1</guid>
<description>&lt;p&gt;Choose &lt;b&gt;Print&lt;/b&gt;&lt;script&gt;x&lt;/script&gt;&lt;/p&gt;</description>
<pubDate>Sat, 21 Nov 2026 09:30:00 GMT</pubDate><category>print</category>
<slash:comments>3</slash:comments></item>
<item><title>No address</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><id>c</id>
<entry><id>tag:c.example,2026:2</id><title>請求書を印刷する</title>
<link rel="alternate" href="https://c.example/t/2"/><updated>2026-11-20T10:00:00Z</updated>
<content type="html">&lt;p&gt;印刷ボタンです。&lt;/p&gt;</content></entry></feed>""".encode()
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
Web = Callable[..., None]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    """Set what the next fetches answer; the last answer is repeated."""

    def answer(*answers: Fetched | FetchError) -> None:
        left = list(answers)

        def fetch(_url: str, **asked: object) -> Fetched:
            web_asked.append(asked)
            found = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(found, FetchError):
                raise found
            return found

        monkeypatch.setattr(http, "fetch", fetch)

    web_asked.clear()
    return answer


web_asked: list[dict[str, object]] = []


@pytest.fixture
def feed(cast: Cast, session: Session) -> Source:
    with clock.frozen(NOW):
        source = service.create_source("Feed", feed_url="https://c.example/latest.rss")
    session.commit()
    return source


def ok(body: bytes = RSS) -> Fetched:
    return Fetched(200, body, '"v1"', "Sat, 21 Nov 2026 09:30:00 GMT")


def run(session: Session, source: Source, at: datetime = NOW) -> dict[str, int]:
    with clock.frozen(at):
        counts = dict(jobs.sync_due_feeds())
    session.refresh(source)
    return counts


def test_reads_rss() -> None:
    rows, faults = read_feed(RSS)
    assert faults == 1
    [row] = rows
    assert (row.external_id, row.title, row.body_text) == (
        "t-1",
        "Print labels & stamps",
        "Choose Print",
    )
    assert (row.reply_count, row.answered, row.tags) == (3, "replied", ("print",))
    assert row.posted_at == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_reads_atom() -> None:
    [row], _faults = read_feed(ATOM)
    assert (row.url, row.language, row.body_text) == (
        "https://c.example/t/2",
        "ja",
        "印刷ボタンです。",
    )


@pytest.mark.parametrize("body", [b"", b"<html><body>hi</body></html>", b"\x00\xff", b"{}"])
def test_refuses_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(Invalid):
        read_feed(body)


def test_a_body_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_bytes(RSS)
    with pytest.raises(Invalid):
        read_feed(str(secret).encode())


def test_entities_do_not_explode() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
    )
    bomb += (
        b"]><rss version='2.0'><channel><item><title>&j;</title><link>https://c.example/1</link>"
    )
    bomb += b"</item></channel></rss>"
    rows, _faults = read_feed(bomb)
    assert all(len(row.title) < 300 for row in rows)


def test_a_due_feed_is_taken_in(cast: Cast, feed: Source, session: Session, web: Web) -> None:
    web(ok())
    assert run(session, feed) == {"synced": 1, "failed": 0}
    found = queries.search(cast.workspace.id, "printing stamps", language="en")
    assert [hit.url for hit in found] == ["https://c.example/t/1"]
    assert feed.last_synced_at == NOW
    assert feed.next_sync_at == NOW + jobs.EVERY


def test_it_rests_until_it_is_due_again(feed: Source, session: Session, web: Web) -> None:
    web(ok())
    run(session, feed)
    assert run(session, feed, NOW + timedelta(minutes=29)) == {"synced": 0, "failed": 0}
    assert run(session, feed, NOW + timedelta(minutes=31)) == {"synced": 1, "failed": 0}


def test_the_second_time_it_asks_for_news_only(
    cast: Cast, feed: Source, session: Session, web: Web
) -> None:
    web(ok(), Fetched(304, b"", None, None))
    run(session, feed)
    run(session, feed, NOW + timedelta(hours=1))
    assert web_asked[1]["etag"] == '"v1"'
    assert web_asked[1]["last_modified"] == "Sat, 21 Nov 2026 09:30:00 GMT"
    assert feed.etag == '"v1"'
    assert queries.search(cast.workspace.id, "stamps", language="en")


def test_it_backs_off_while_it_fails_and_recovers(feed: Source, session: Session, web: Web) -> None:
    web(FetchError("c.example didn't answer."), FetchError("c.example didn't answer."), ok())
    assert run(session, feed) == {"synced": 0, "failed": 1}
    assert (feed.failures, feed.last_error) == (1, "c.example didn't answer.")
    first = feed.next_sync_at
    assert first == NOW + timedelta(minutes=5)
    run(session, feed, first)
    second = feed.next_sync_at
    assert second == first + timedelta(minutes=10)
    run(session, feed, second)
    assert (feed.failures, feed.last_error) == (0, "")


def test_the_wait_never_exceeds_a_day(feed: Source, session: Session, web: Web) -> None:
    web(FetchError("down"))
    feed.failures = 500
    session.commit()
    run(session, feed)
    assert feed.next_sync_at == NOW + timedelta(days=1)


def test_no_feed_at_the_address_is_a_failure(feed: Source, session: Session, web: Web) -> None:
    web(ok(b"<html></html>"))
    run(session, feed)
    assert feed.last_error == "The address holds no RSS or Atom feed."


def test_a_new_address_starts_afresh(feed: Source, session: Session, web: Web) -> None:
    web(ok())
    run(session, feed)
    service.update_source(
        feed, name="Feed", language="", ask_url="", feed_url="https://c.example/other.rss"
    )
    assert (feed.etag, feed.last_synced_at) == (None, None)


def test_feeds_of_two_workspaces_stay_apart(
    cast: Cast, feed: Source, session: Session, web: Web
) -> None:
    bind_workspace(session, cast.other_workspace.id)
    with clock.frozen(NOW):
        service.create_source("Theirs", feed_url="https://d.example/latest.rss")
    session.commit()
    web(ok())
    with clock.frozen(NOW):
        assert jobs.sync_due_feeds() == {"synced": 2, "failed": 0}
    for workspace in (cast.workspace, cast.other_workspace):
        bind_workspace(session, workspace.id)
        assert len(queries.search(workspace.id, "stamps", language="en")) == 1


def test_private_addresses_are_refused_by_default(feed: Source, session: Session) -> None:
    feed.feed_url = "http://169.254.169.254/latest/"
    session.commit()
    run(session, feed)
    assert "private address" in feed.last_error
