"""Which pages are opened for which steps."""

from datetime import UTC, datetime

import pytest

from guide_engine.check.plan import BadPages, Subject, plan, read_pages
from tests.support.guides import make_flow

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BASE = "https://app.example/"
ANYWHERE = {"fact": "page.path", "op": "contains", "value": "x"}


def planned(pages: object, **changes: object) -> tuple[str | None, dict[str, str]]:
    subject = Subject(make_flow("one", "two", **changes))
    [only] = plan([subject], BASE, read_pages(pages, BASE), NOW)
    return only.start, dict(only.steps)


def test_the_page_rule_says_where_to_begin():
    assert planned({}) == ("https://app.example/invoices", {})


def test_a_page_that_is_given_wins_over_the_rule():
    assert planned({"first-invoice": "/here?a=1"})[0] == "https://app.example/here?a=1"


def test_steps_may_have_pages_of_their_own():
    start, steps = planned({"first-invoice": {"steps": {"st_two": "/two"}}})
    assert (start, steps) == (
        "https://app.example/invoices",
        {"st_two": "https://app.example/two"},
    )


def test_a_guide_begins_at_its_first_steps_page_where_its_rule_names_none():
    pages = {"first-invoice": {"steps": {"st_one": "/one"}}}
    assert planned(pages, page=ANYWHERE)[0] == "https://app.example/one"


def test_without_any_address_there_is_no_start():
    assert planned({}, page=ANYWHERE)[0] is None


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        ([], "must hold a JSON object"),
        ({"first-invoice": 3}, "must be an address, or an object"),
        ({"first-invoice": {"page": "/"}}, "must be an address, or an object"),
        ({"first-invoice": {"steps": ["/"]}}, "must map step ids to addresses"),
        ({"first-invoice": "invoices"}, "must begin with “/”"),
        ({"first-invoice": "//evil.example"}, "must begin with “/”"),
        ({"first-invoice": "https://evil.example/"}, "is not on https://app.example/"),
        ({"first-invoice": {"steps": {"st_nine": "/"}}}, "has no step “st_nine”; it has st_one"),
    ],
)
def test_a_wrong_map_is_refused_with_what_to_write(pages: object, sentence: str):
    with pytest.raises(BadPages) as refused:
        planned(pages)
    assert sentence in refused.value.message
