"""Where the snippet goes, and what of a page is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.tryout.markup import LONGEST_TAG, Inserter
from guide_engine.tryout.origins import Mapping

MAPPING = Mapping("https://shop.example", "http://localhost:8002")


def through(*chunks: bytes) -> bytes:
    inserter = Inserter("<S>", MAPPING.inward, lambda policy: f"{policy}+")
    return b"".join(inserter.feed(chunk) for chunk in chunks) + inserter.finish()


@pytest.mark.parametrize(
    ("page", "changed"),
    [
        (b"<html><head><title>x", b"<html><head><S><title>x"),
        (b'<!-- <head> --><HEAD lang="a>b"><p>', b'<!-- <head> --><HEAD lang="a>b"><S><p>'),
        (b"<!doctype html>\n<p>hello", b"<!doctype html>\n<S><p>hello"),
        (b"\xef\xbb\xbf<html><body>", b"\xef\xbb\xbf<html><S><body>"),
        (b"just text", b"<S>just text"),
        (b"", b"<S>"),
        (b"<header>", b"<S><header>"),
        (b"<p title=it's><b>", b"<S><p title=it's><b>"),
        (b"<html><head", b"<html><S><head"),
    ],
)
def test_the_snippet_comes_first_in_the_head_or_before_all_else(page: bytes, changed: bytes):
    assert through(page) == changed


@pytest.mark.parametrize(
    "text",
    [
        b'<script>if (a < b) fetch("https://shop.example/api"); "<head>"</script>',
        b"<style>a { background: url(https://shop.example/a.png) }</style>",
        b'<!-- <a href="https://shop.example/"> -->',
        b'<textarea><a href="https://shop.example/"></textarea>',
        b"<p>https://shop.example/</p>",
        b'<a href="https://shop.example.evil/">',
        b'<a href="https://other.example/?u=https%3A%2F%2Fshop.example">',
        b'<a data-x="\x83\x5c\xff//">',
    ],
)
def test_what_is_no_address_of_the_site_in_a_tag_passes_to_the_byte(text: bytes):
    assert through(b"<head>" + text) == b"<head><S>" + text


@pytest.mark.parametrize(
    ("tag", "changed"),
    [
        (b'<a href="https://shop.example/a?b">', b'<a href="http://localhost:8002/a?b">'),
        (b"<a href=HTTPS://SHOP.EXAMPLE>", b"<a href=http://localhost:8002>"),
        (b'<img src="//shop.example/a.png">', b'<img src="//localhost:8002/a.png">'),
        (b'<a data-ws="wss://shop.example/s">', b'<a data-ws="ws://localhost:8002/s">'),
        (
            b'<img srcset="http://shop.example/1 1x, https://shop.example/2 2x">',
            b'<img srcset="http://localhost:8002/1 1x, http://localhost:8002/2 2x">',
        ),
        (
            b"<meta http-equiv='Content-Security-Policy' content='script-src \"x\"'>",
            b"<meta http-equiv='Content-Security-Policy' content=\"script-src &quot;x&quot;+\">",
        ),
    ],
)
def test_addresses_and_policies_in_tags_are_rewritten(tag: bytes, changed: bytes):
    assert through(b"<head>" + tag) == b"<head><S>" + changed


def test_a_tag_that_never_ends_is_not_kept_for_ever():
    inserter = Inserter("<S>", str, str)
    inserter.feed(b"<head>")
    assert len(inserter.feed(b"<a " + b"x" * LONGEST_TAG)) > LONGEST_TAG


PIECES = st.sampled_from(
    [b"<head>", b"<html>", b"<a href='https://shop.example/'>", b"<script>", b"</script", b"</script>",
     b"<!--", b"-->", b"x < y", b"<", b">", b'"', b"'", b"=", b"\xe3\x81\x82", b" ", b"<title>", b"</"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(b"".join), st.data())
def test_it_doesnt_matter_how_a_page_is_cut(page: bytes, data: st.DataObject):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(page)), max_size=6)))
    chunks = [page[a:b] for a, b in zip([0, *cuts], [*cuts, len(page)], strict=True)]
    assert through(*chunks) == through(page)


@given(st.binary(max_size=300))
def test_nothing_is_lost_whatever_comes(page: bytes):
    assert through(page).replace(b"<S>", b"", 1) == page or b"http-equiv" in page.lower()
