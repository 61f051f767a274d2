"""The ask link carries the question, encoded, to an address that is surely a web page."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.community.ask import MAX_LENGTH, TemplateError, ask_link, check_template

TEMPLATE = "https://community.example.com/new?title={title}&body={body}&from={url}"


def test_fills_in_the_variables_encoded() -> None:
    link = ask_link(TEMPLATE, title="請求 & 50%", body="a\nb#c", url="https://app.example/x?y=1")
    assert parse_qs(urlsplit(link).query) == {
        "title": ["請求 & 50%"],
        "body": ["a\nb#c"],
        "from": ["https://app.example/x?y=1"],
    }


def test_braces_in_values_stay_text() -> None:
    link = ask_link(TEMPLATE, title="{body}", body="secret", url="")
    assert parse_qs(urlsplit(link).query)["title"] == ["{body}"]


def test_a_template_without_variables_is_a_plain_link() -> None:
    assert (
        ask_link("https://c.example/ask", title="t", body="b", url="u") == "https://c.example/ask"
    )


def test_a_long_body_is_cut_not_the_title() -> None:
    link = ask_link(TEMPLATE, title="題名", body="長い" * 4_000, url="https://a.example")
    assert len(link) <= MAX_LENGTH
    asked = parse_qs(urlsplit(link).query)
    assert asked["title"] == ["題名"]
    assert asked["from"] == ["https://a.example"]
    assert len(asked["body"][0]) > 500


@given(st.text(), st.text(), st.text())
def test_values_never_leave_their_place(title: str, body: str, url: str) -> None:
    parts = urlsplit(ask_link(TEMPLATE, title=title, body=body, url=url))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "community.example.com", "/new")
    assert parts.query.count("&") == 2
    assert parts.fragment == ""


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("javascript:alert({title})", "not_http"),
        ("mailto:a@example.com", "not_http"),
        ("//c.example/{title}", "not_http"),
        ("c.example/new", "not_http"),
        ("https://", "not_http"),
        ("https:\\\\c.example", "not_http"),
        ("https://c.example/a b", "not_http"),
        ("https://[c.example/", "not_http"),
        ("https://{title}.example/", "misplaced"),
        ("https://c.example/{user}", "unknown_variable"),
        ("https://c.example/{}", "unknown_variable"),
        ("", "not_http"),
    ],
)
def test_refuses_a_template_that_is_no_web_address(template: str, code: str) -> None:
    with pytest.raises(TemplateError) as caught:
        check_template(template)
    assert caught.value.code == code


def test_keeps_a_good_template() -> None:
    assert check_template(f"  {TEMPLATE} ") == TEMPLATE
