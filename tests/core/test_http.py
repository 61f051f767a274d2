"""The outbound client reaches public addresses only, and reads no more than it was told to."""

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from guide_engine.core import http
from guide_engine.core.http import FetchError, fetch, is_public, post

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]


class Site(BaseHTTPRequestHandler):
    """Answers by path; notes the headers it was asked with."""

    asked: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        Site.asked.append({name.lower(): value for name, value in self.headers.items()})
        if self.path == "/moved":
            self._answer(302, b"", {"Location": "/feed"})
        elif self.path == "/moved-inside":
            self._answer(302, b"", {"Location": f"http://127.0.0.2:{self.server.server_port}/feed"})
        elif self.path == "/moved-to-file":
            self._answer(302, b"", {"Location": "file:///etc/passwd"})
        elif self.path == "/loop":
            self._answer(302, b"", {"Location": "/loop"})
        elif self.path == "/packed":
            self._answer(200, gzip.compress(b"x" * 1_000_000), {"Content-Encoding": "gzip"})
        elif self.path == "/gone":
            self._answer(410, b"", {})
        elif self.headers.get("If-None-Match") == '"1"':
            self._answer(304, b"", {})
        else:
            self._answer(200, b"hello", {"ETag": '"1"', "Last-Modified": "yesterday"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Site.asked.append(
            {**{n.lower(): v for n, v in self.headers.items()}, "body": body.decode()}
        )
        if self.path == "/moved":
            self._answer(307, b"", {"Location": "/taken"})
        else:
            self._answer(202 if self.path == "/taken" else 404, b"", {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def public_loopback(monkeypatch: pytest.MonkeyPatch, site: int) -> int:
    """Let 127.0.0.1 stand for the internet, so that everything else of it is private."""
    monkeypatch.setattr(http, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(http, "PUBLIC_PORTS", frozenset({site}))
    return site


def refusal(url: str, **options: object) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, max_bytes=1_000, **options)  # type: ignore[arg-type]
    return caught.value.code


def test_fetches_and_reports_validators(public_loopback: int) -> None:
    answer = fetch(f"http://127.0.0.1:{public_loopback}/feed", max_bytes=1_000)
    assert (answer.status, answer.body) == (200, b"hello")
    assert (answer.etag, answer.last_modified) == ('"1"', "yesterday")


def test_asks_only_for_what_is_new(public_loopback: int) -> None:
    url = f"http://127.0.0.1:{public_loopback}/feed"
    answer = fetch(url, max_bytes=1_000, etag='"1"', last_modified="yesterday")
    assert (answer.status, answer.body) == (304, b"")
    assert Site.asked[0]["if-modified-since"] == "yesterday"


def test_connects_to_the_address_that_was_vetted(public_loopback: int) -> None:
    """The name is resolved once: a second, different answer of the resolver is never asked for."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    url = f"http://community.example:{public_loopback}/feed"
    assert fetch(url, max_bytes=100, resolver=lambda *_: next(answers)).body == b"hello"
    assert Site.asked[0]["host"] == f"community.example:{public_loopback}"


def test_tries_the_next_address_when_one_refuses(
    monkeypatch: pytest.MonkeyPatch, public_loopback: int
) -> None:
    monkeypatch.setattr(http, "is_public", lambda _: True)
    url = f"http://community.example:{public_loopback}/feed"
    answer = fetch(url, max_bytes=100, resolver=lambda *_: ["127.0.0.3", "127.0.0.1"])
    assert answer.body == b"hello"


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_refuses_a_name_that_leads_inside(address: str) -> None:
    code = refusal("http://evil.example/", resolver=lambda *_: ["93.184.216.34", address])
    assert code == "refused_address"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
        "http://user:secret@example.com/",
        "http://example.com:22/",
        "http://example.com:notaport/",
        "//example.com/",
        "",
    ],
)
def test_refuses_addresses_that_are_not_of_the_open_web(url: str) -> None:
    assert refusal(url) == "refused_address"


def test_private_addresses_can_be_allowed(site: int) -> None:
    url = f"http://127.0.0.1:{site}/feed"
    assert fetch(url, max_bytes=1_000, allow_private=True).body == b"hello"


def test_an_unknown_name_is_said_so() -> None:
    def nobody(*_: object) -> list[str]:
        raise socket.gaierror

    assert refusal("http://nowhere.example/", resolver=nobody) == "unknown_host"


def test_follows_a_redirect_within_the_open_web(public_loopback: int) -> None:
    url = f"http://127.0.0.1:{public_loopback}/moved"
    assert fetch(url, max_bytes=1_000).body == b"hello"


@pytest.mark.parametrize("path", ["/moved-inside", "/moved-to-file"])
def test_vets_each_redirect_again(public_loopback: int, path: str) -> None:
    assert refusal(f"http://127.0.0.1:{public_loopback}{path}") == "refused_address"
    assert len(Site.asked) == 1


def test_gives_up_on_a_loop(public_loopback: int) -> None:
    assert refusal(f"http://127.0.0.1:{public_loopback}/loop") == "too_many_redirects"


def test_refuses_to_fall_back_from_https() -> None:
    with pytest.raises(FetchError, match="https to http"):
        http._redirect_target("https://a.example/", "http://a.example/")


def test_ignores_proxies_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, public_loopback: int
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.9:9")
    assert fetch(f"http://127.0.0.1:{public_loopback}/feed", max_bytes=100).body == b"hello"


def test_refuses_more_bytes_than_asked_for(public_loopback: int) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"http://127.0.0.1:{public_loopback}/feed", max_bytes=4)
    assert caught.value.code == "too_large"


def test_refuses_what_unpacks_to_more(public_loopback: int) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"http://127.0.0.1:{public_loopback}/packed", max_bytes=10_000)
    assert caught.value.code == "too_large"


def test_an_error_status_is_a_failure(public_loopback: int) -> None:
    assert refusal(f"http://127.0.0.1:{public_loopback}/gone") == "http_status"


def test_nobody_listening_is_a_failure() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/", allow_private=True) == "unreachable"


def test_posts_a_body_with_its_headers_to_the_name_that_was_vetted(public_loopback: int) -> None:
    url = f"http://hooks.example:{public_loopback}/taken"
    headers = {"Content-Type": "application/json", "X-Id": "7"}
    assert post(url, b'{"a":1}', headers, resolver=lambda *_: ["127.0.0.1"]) == 202
    (asked,) = Site.asked
    assert (asked["body"], asked["x-id"]) == ('{"a":1}', "7")
    assert asked["host"] == f"hooks.example:{public_loopback}"


@pytest.mark.parametrize("address", PRIVATE)
def test_posts_nothing_into_a_private_network(site: int, address: str) -> None:
    with pytest.raises(FetchError) as caught:
        post("https://hooks.example/a", b"{}", {}, resolver=lambda *_: [address])
    assert caught.value.code == "refused_address"
    assert Site.asked == []


@pytest.mark.parametrize("path", ["/moved", "/nowhere"])
def test_what_is_posted_follows_no_redirect_and_no_error_passes(
    public_loopback: int, path: str
) -> None:
    with pytest.raises(FetchError) as caught:
        post(f"http://127.0.0.1:{public_loopback}{path}", b"{}", {})
    assert caught.value.code == "http_status"
    assert len(Site.asked) == 1
