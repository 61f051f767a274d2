"""Bodies, redirects, cookies and sockets on their way through; and who is refused."""

import json
import socket

import aiohttp
import httpx
import pytest

from guide_engine.tryout.proxy import Setup
from tests.support.ports import free_port
from tests.tryout.conftest import Tried
from tests.tryout.serving import proxied, run_apart
from tests.tryout.upstream import BIG


def test_a_stream_is_read_while_it_runs(tried: Tried):
    with tried.client.stream("GET", "/drip") as answer:
        lines = answer.iter_lines()
        assert next(lines) == "data: one"
        tried.seen["read"].set()
        assert [line for line in lines if line] == ["data: two"]


def test_a_large_file_comes_whole(tried: Tried):
    with tried.client.stream("GET", "/big") as answer:
        assert int(answer.headers["content-length"]) == BIG
        assert sum(len(chunk) for chunk in answer.iter_raw()) == BIG


def test_a_body_goes_up_with_its_length(tried: Tried):
    told = tried.client.post("/upload", content=b"x" * 3_000_000).json()
    assert told == {"bytes": 3_000_000, "length": "3000000"}


def test_a_body_of_unknown_length_goes_up_as_it_comes(tried: Tried):
    told = tried.client.post("/upload", content=iter([b"ab", b"cde"])).json()
    assert told == {"bytes": 5, "length": None}


def test_a_redirect_within_the_site_stays_on_loopback(tried: Tried):
    answer = tried.page("/moved")
    assert (answer.status_code, answer.headers["location"]) == (
        302,
        f"{tried.here}/orders?a=b%20c",
    )


def test_a_redirect_elsewhere_is_the_sites_own_business(tried: Tried):
    assert tried.page("/moved-out").headers["location"] == "https://sso.example/in"


def test_cookies_work_without_the_sites_name_and_tls(tried: Tried):
    kept = tried.page("/cookies").headers.get_list("set-cookie")
    assert kept == ["sid=1; Path=/; HttpOnly; SameSite=Lax", "ge-try-host-csrf=2; Path=/"]


def test_the_site_gets_its_cookies_back_by_their_names_and_none_of_the_editors(tried: Tried):
    given = "sid=1; ge_session=secret; ge-try-host-csrf=2; __Host-ge_visitor=3"
    assert tried.page("/cookies", Cookie=given).text == "sid=1; __Host-csrf=2"


def test_the_site_sees_its_own_address_as_origin_and_referer(tried: Tried):
    headers = {"Origin": tried.here, "Referer": f"{tried.here}/a?b=1", "X-Other": tried.here}
    told = tried.client.get("/headers", headers=headers).json()
    assert (told["Origin"], told["Referer"]) == (tried.site, f"{tried.site}/a?b=1")
    assert told["X-Other"] == tried.here
    assert told["Host"] == tried.site.removeprefix("http://")


@pytest.mark.parametrize(
    "path", ["/odd/a%2Fb/%E3%81%82?q=%20+&q=2", "/odd//evil.example/", "/odd/@evil.example/..;/x"]
)
def test_a_path_arrives_as_it_was_written(tried: Tried, path: str):
    assert raw_get(tried.here, path).endswith(path)


def raw_get(here: str, target: str, host: str = "localhost") -> str:
    """Ask without any client's ideas of how an address should look."""
    with socket.create_connection(("127.0.0.1", int(here.rpartition(":")[2])), 20) as connection:
        connection.sendall(
            f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        )
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()


@pytest.mark.parametrize("target", ["http://evil.example/", "//evil.example/x", "*"])
def test_it_is_no_open_proxy(tried: Tried, target: str):
    status = raw_get(tried.here, target).partition("\r\n")[0]
    assert status.split()[1] in {"400", "404"}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io"])
def test_no_other_name_leads_here(tried: Tried, host: str):
    assert raw_get(tried.here, "/", host).startswith("HTTP/1.1 421")


@pytest.mark.parametrize("host", ["shop-example.localhost:80", "127.0.0.1:9", "[::1]:1"])
def test_every_name_of_this_machine_does(tried: Tried, host: str):
    assert raw_get(tried.here, "/", host).startswith("HTTP/1.1 200")


def test_a_site_that_is_down_is_said_to_be(tried: Tried):
    gone = f"http://127.0.0.1:{free_port()}"
    with proxied(Setup(gone, "http://guides.example", str)) as port:
        answer = httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
    assert answer.status_code == 502
    assert f"{gone} doesn't answer" in answer.text


def test_messages_pass_in_both_directions(tried: Tried):
    async def talk() -> list[object]:
        async with aiohttp.ClientSession() as session:
            given = {"Origin": tried.here}
            async with session.ws_connect(
                f"{tried.here}/echo", protocols=["other", "shop.v1"], headers=given
            ) as opened:
                said: list[object] = [await opened.receive_str()]
                await opened.send_str("hello")
                said.append(await opened.receive_str())
                await opened.send_bytes(b"x" * 3_000_000 + b"y")
                said.append((await opened.receive_bytes())[:2])
                await opened.send_str("bye")
                await opened.receive()
                return [*said, opened.protocol, opened.close_code]

    assert run_apart(talk()) == [
        f"{tried.site} shop.v1", "HELLO", b"yx", "shop.v1", 4001,
    ]  # fmt: skip


def test_a_refused_socket_is_refused_alike(tried: Tried):
    async def ask() -> int:
        async with aiohttp.ClientSession() as session:
            try:
                await session.ws_connect(f"{tried.here}/forbidden-socket")
            except aiohttp.WSServerHandshakeError as refused:
                return refused.status
        return 0

    assert run_apart(ask()) == 403


def test_json_stays_json(tried: Tried):
    assert json.loads(tried.page("/headers").text)["Sec-Fetch-Dest"] == "document"
