"""An address as authors type it, its origin as browsers write it, and the code in the fragment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.builder.address import MOST_CHARACTERS, BadAddress, read


@pytest.mark.parametrize(
    ("typed", "url", "origin"),
    [
        ("https://app.acme.test/invoices", None, "https://app.acme.test"),
        ("  https://app.acme.test/a?b=c  ", "https://app.acme.test/a?b=c", "https://app.acme.test"),
        ("app.acme.test/invoices", "https://app.acme.test/invoices", "https://app.acme.test"),
        ("localhost:3000", "http://localhost:3000", "http://localhost:3000"),
        ("127.0.0.1:8001/x", "http://127.0.0.1:8001/x", "http://127.0.0.1:8001"),
        ("HTTPS://App.Acme.TEST/X", None, "https://app.acme.test"),
        ("https://app.acme.test:443/", None, "https://app.acme.test"),
        ("http://app.acme.test:80/", None, "http://app.acme.test"),
        ("http://app.acme.test:443/", None, "http://app.acme.test:443"),
        ("http://[::1]:3000/", None, "http://[::1]:3000"),
        ("https://日本語.jp/請求書", None, "https://xn--wgv71a119e.jp"),
    ],
)
def test_an_address_is_read_with_its_origin(typed: str, url: str | None, origin: str):
    address = read(typed)
    assert (address.url, address.origin) == (url or typed, origin)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("https://a.test/" + "x" * MOST_CHARACTERS, "too_long"),
        ("ftp://a.test/", "not_web"),
        ("javascript://a.test/%0aalert(1)", "not_web"),
        ("file:///etc/passwd", "not_web"),
        ("javascript:alert(1)", "not_an_address"),
        ("data:text/html,hi", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://a b.test/", "not_an_address"),
        ("https://a.test\\@evil.test/", "not_an_address"),
        ("https://a.test/\u200bhidden", "not_an_address"),
        ("https://a.test:99999/", "not_an_address"),
        ("https://bob@a.test/", "user"),
        ("https://bob:secret@a.test/", "user"),
        ("//", "not_an_address"),
    ],
)
def test_what_is_no_page_of_the_web_is_refused(typed: str, code: str):
    with pytest.raises(BadAddress) as refused:
        read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://a.test/x", "https://a.test/x#guide-engine=gc_1"),
        ("https://a.test/x#", "https://a.test/x#guide-engine=gc_1"),
        ("https://a.test/#/invoices", "https://a.test/#/invoices&guide-engine=gc_1"),
        ("https://a.test/#guide-engine=gc_0", "https://a.test/#guide-engine=gc_1"),
        ("https://a.test/#/in&guide-engine=gc_0", "https://a.test/#/in&guide-engine=gc_1"),
        ("https://a.test/#guide-engine=gc_0&tab=2", "https://a.test/#tab=2&guide-engine=gc_1"),
    ],
)
def test_the_code_goes_into_the_fragment_beside_what_stood_there(url: str, opened: str):
    assert read(url).with_code("gc_1") == opened


@given(st.text(max_size=80))
def test_any_text_gives_an_address_or_a_refusal(typed: str):
    try:
        address = read(typed)
    except BadAddress:
        return
    assert address.url.startswith(("http://", "https://", "HTTP://", "HTTPS://")) or (
        address.url.partition("://")[0].lower() in {"http", "https"}
    )
    assert address.origin.isascii()
    assert "@" not in address.origin
