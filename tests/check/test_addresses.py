"""The first address that a page rule surely holds for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.audience import rules
from guide_engine.check.addresses import concrete, facts_of, joined

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BASE = "https://app.example/"


def on(fact: str, op: str, value: object) -> dict[str, object]:
    return {"fact": f"page.{fact}", "op": op, "value": value}


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        (on("path", "eq", "/invoices"), "https://app.example/invoices"),
        ({"all": []}, BASE),
        (on("path", "starts_with", "/invoices"), "https://app.example/invoices"),
        (on("path", "matches", "/invoices/**"), "https://app.example/invoices"),
        (on("path", "in", ["/a", "/b"]), "https://app.example/a"),
        (on("url", "matches", "*://*/invoices/new*"), "https://app.example/invoices/new"),
        (on("path", "eq", "/設定"), "https://app.example/%E8%A8%AD%E5%AE%9A"),
        ({"any": [on("path", "contains", "x"), on("path", "eq", "/b")]}, "https://app.example/b"),
        (
            {"all": [on("path", "eq", "/a"), on("query.tab", "eq", "due & paid")]},
            "https://app.example/a?tab=due+%26+paid",
        ),
        (
            {"all": [on("path", "eq", "/a"), on("hash", "eq", "#/two")]},
            "https://app.example/a#/two",
        ),
        ({"all": [on("path", "eq", "/a"), on("title", "eq", "A")]}, "https://app.example/a"),
        ({"not": on("path", "eq", "/admin")}, BASE),
    ],
)
def test_a_rule_that_names_an_address_gives_it(rule: object, address: str):
    assert concrete(rule, BASE, NOW) == address


@pytest.mark.parametrize(
    "rule",
    [
        on("path", "matches", "/invoices/INV-*/lines"),
        on("path", "contains", "invoice"),
        on("path", "ends_with", "/analytics"),
        {"not": {"all": []}},
        {"all": [on("path", "eq", "/a"), on("path", "eq", "/b")]},
        {"any": []},
        {"not": on("path", "starts_with", "/")},
    ],
)
def test_a_rule_that_names_none_gives_none(rule: object):
    assert concrete(rule, BASE, NOW) is None


def test_an_address_of_another_host_never_comes_from_a_path():
    assert joined(BASE, "//evil.example/x") == "https://app.example/evil.example/x"


PATHS = st.from_regex(r"/[a-z0-9/?#%é*-]{0,8}", fullmatch=True)
LEAVES = st.builds(
    on,
    st.sampled_from(["path", "url", "hash", "query.tab"]),
    st.sampled_from(["eq", "starts_with", "matches", "contains", "ne"]),
    PATHS,
)
RULES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: {"all": parts})
        | st.lists(inner, max_size=3).map(lambda parts: {"any": parts})
        | inner.map(lambda part: {"not": part})
    ),
    max_leaves=6,
)


@given(RULES)
def test_what_is_given_always_meets_the_rule_and_stays_on_the_site(rule: object):
    address = concrete(rule, BASE, NOW)
    if address is not None:
        assert rules.evaluate(rule, facts_of(address), NOW)
        assert address.startswith("https://app.example/")
