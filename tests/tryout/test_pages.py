"""What a page looks like behind `try`, and what is none of its business."""

import re

import pytest

from tests.tryout.conftest import SERVICE, Tried

SNIPPET = re.compile(r'<script nonce="([\w-]+)">ours\(\)</script>')


def test_a_page_gets_the_snippet_first_in_its_head(tried: Tried):
    text = tried.page("/").text
    assert re.search(r"<head>" + SNIPPET.pattern + r"<title>Shop", text)
    assert len(SNIPPET.findall(text)) == 1


def test_links_lead_to_loopback_and_nothing_else_changes(tried: Tried):
    text = tried.page("/").text
    assert f'href="{tried.here}/orders?a=1"' in text
    assert f'href="{tried.here}/site.css" integrity="sha256-abc"' in text
    assert 'href="https://other.example/"' in text
    assert f'const api = "{tried.site}/api"' in text
    assert f"<p>{tried.site}/in-text</p>" in text


@pytest.mark.parametrize("how", ["gzip", "br", "deflate"])
def test_packed_pages_are_read(tried: Tried, how: str):
    answer = tried.page(f"/packed/{how}")
    assert SNIPPET.search(answer.text)
    assert "content-encoding" not in answer.headers


def test_what_is_no_page_passes_to_the_byte(tried: Tried):
    with tried.client.stream("GET", "/packed/br?css=1") as answer:
        passed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "br"
    with tried.client.stream("GET", f"{tried.site}/packed/br?css=1") as answer:
        assert passed == b"".join(answer.iter_raw())


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Dest": "empty"}, {"Accept": "*/*"}, {"X-Requested-With": "htmx"}]
)
def test_html_that_a_script_asked_for_stays_as_it_is(tried: Tried, headers: dict[str, str]):
    answer = tried.client.get("/fragment", headers={"Accept": "text/html"} | headers)
    assert "ours()" not in answer.text
    assert answer.headers["etag"] == '"1"'


def test_a_page_that_is_saved_as_a_file_stays_as_it_is(tried: Tried):
    assert "ours()" not in tried.page("/file.html").text


def test_a_changed_page_is_kept_by_nobody(tried: Tried):
    answer = tried.page("/", **{"If-None-Match": '"1"', "Range": "bytes=0-9"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert not {"If-None-Match", "Range"} & set(tried.seen["page"])


def test_the_sites_policy_lets_our_scripts_in_and_nobody_elses(tried: Tried):
    answer = tried.page("/strict")
    [nonce] = SNIPPET.findall(answer.text)
    assert answer.headers["content-security-policy"].split("; ") == [
        "default-src 'none'",
        f"script-src 'nonce-theirs' {SERVICE} 'nonce-{nonce}'",
        f"connect-src 'self' {tried.site} {tried.here} {SERVICE}",
        f"img-src {SERVICE}",
        f"media-src {SERVICE}",
    ]


def test_two_answers_have_two_nonces(tried: Tried):
    assert SNIPPET.findall(tried.page("/").text) != SNIPPET.findall(tried.page("/").text)


def test_hsts_stays_and_http3_goes(tried: Tried):
    headers = tried.page("/").headers
    assert headers["strict-transport-security"] == "max-age=1000"
    assert "alt-svc" not in headers


def test_a_head_request_has_no_body(tried: Tried):
    answer = tried.client.head("/", headers={"Sec-Fetch-Dest": "document"})
    assert (answer.status_code, answer.content) == (200, b"")
