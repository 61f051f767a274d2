"""The pure parts: where each tier is led, what is searched for on a page, what settings allow."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.help.listing import MAX_MAIL_LINK, mail_link
from guide_engine.help.panel import (
    USUAL_WAYS,
    Link,
    Panel,
    Way,
    faults,
    from_document,
    to_document,
)
from guide_engine.help.places import path_words
from guide_engine.help.routes import Contact, route
from guide_engine.help.seeking import Place, words_for

PERSON = Way("person", {"en": "Support"}, {"en": "Your contact"}, "help@acme.test", "/book")
EVENT = Way("event", {"en": "Office hour"}, {"en": "Wednesdays"}, url="https://acme.test/hour")


@pytest.mark.parametrize(
    ("tier", "company", "name"),
    [
        ("high", {"contact_name": " Sato "}, "Sato"),
        ("high", {"contact_name": ""}, None),
        ("high", {"contact_name": 7}, None),
        ("high", {}, None),
        ("low", {"contact_name": "Sato"}, None),
        ("tech", {"contact_name": "Sato"}, None),
        (None, {}, None),
    ],
)
def test_high_touch_is_led_to_who_looks_after_the_company(
    tier: str | None, company: dict[str, Any], name: str | None
) -> None:
    found = route(tier, company)
    assert (found.contact.name if found.contact else None) == name
    assert found.ask


def test_a_companys_own_contact_takes_nothing_of_another_along() -> None:
    panel = Panel(ways=USUAL_WAYS | {"high": PERSON})
    own = {"contact_name": "Sato", "contact_email": "sato@acme.test", "contact_url": "javascript:x"}
    assert route("high", own, panel).contact == Contact(
        "person", "Sato", "Your contact", "sato@acme.test", ""
    )
    assert route("high", {}, panel).contact == Contact(
        "person", "Support", "Your contact", "help@acme.test", "/book"
    )


def test_an_event_without_an_address_leads_nowhere() -> None:
    assert route("low", {}, Panel(ways=USUAL_WAYS | {"low": EVENT})).contact is not None
    bare = Way("event", EVENT.name)
    assert route("low", {}, Panel(ways=USUAL_WAYS | {"low": bare})).contact is None


def test_people_without_a_company_go_the_way_of_tech_touch() -> None:
    panel = Panel(ways=USUAL_WAYS | {"tech": EVENT})
    assert route(None, {}, panel).contact == route("tech", {}, panel).contact != None  # noqa: E711


@given(st.text(max_size=300), st.text(max_size=4_000))
def test_a_mail_link_is_never_too_long_to_open(subject: str, body: str) -> None:
    link = mail_link("sato@acme.test", subject[:120], body)
    assert link.startswith("mailto:sato@acme.test?subject=")
    assert len(link) <= MAX_MAIL_LINK
    assert link.isascii()


TEXTS = st.dictionaries(st.sampled_from(["en", "ja", "pt-BR"]), st.text(max_size=40), max_size=3)
PANELS = st.builds(
    Panel,
    enabled=st.booleans(),
    title=TEXTS,
    greeting=TEXTS,
    languages=st.sampled_from([("en",), ("ja", "en"), ("pt-BR",)]),
    hotkey=st.sampled_from([None, "?", "Control+/"]),
    inset=st.tuples(st.integers(0, 300), st.integers(0, 300)),
    unlisted=st.frozensets(st.sampled_from(["a", "b"])),
    links=st.lists(st.builds(Link, TEXTS, st.just("/help")), max_size=3).map(tuple),
    ways=st.just(USUAL_WAYS | {"high": PERSON, "low": EVENT}),
)


@given(PANELS)
def test_what_is_saved_is_read_again(panel: Panel) -> None:
    assert from_document(to_document(panel)) == panel


def test_an_empty_document_is_as_usual() -> None:
    assert from_document({}) == Panel()
    assert not Panel().enabled


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": {"en": "x" * 81}}, "title.en"),
        ({"languages": ("<b>",)}, "languages"),
        ({"hotkey": "a"}, "hotkey"),
        ({"launcher": "top"}, "launcher"),
        ({"inset": (-1, 0)}, "inset"),
        ({"links": (Link({"en": "x"}, "javascript:alert(1)"),)}, "links.0.url"),
        ({"links": (Link({}, "/x"),)}, "links.0.label"),
        ({"links": (Link({"en": "x"}, "/"),) * 21}, "links"),
        ({"ways": {"high": Way("person", mail="a b@c.d")}}, "ways.high.mail"),
        ({"ways": {"high": Way("robot")}}, "ways.high.kind"),
        ({"ways": {"low": Way("event", url="data:x")}}, "ways.low.url"),
    ],
)
def test_faults_are_named_by_field(changes: dict[str, Any], path: str) -> None:
    assert list(faults(Panel(**changes))) == [path]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr-CA", "fr"), ("fr", "fr"), ("zh-Hant-TW", "zh-Hant"), ("en", "ja"), ("", "ja")],
)
def test_a_text_falls_back_to_its_base_language_then_to_the_first(language: str, said: str) -> None:
    texts = {"ja": "ja", "fr": "fr", "zh-Hant": "zh-Hant"}
    assert Panel(languages=("ja", "fr", "zh-Hant")).said(texts, language) == said


def test_words_of_a_path() -> None:
    assert path_words("/team-members/81/edit_role") == "team members edit role"


def test_the_step_weighs_more_than_the_page() -> None:
    place = Place("/invoices/new", "New invoice", "", "Choose a customer", "Pick an invoice")
    weights = {word.text: word.weight for word in words_for(place)}
    assert weights["customer"] > weights["invoice"] > 0
    assert list(weights).count("invoice") + list(weights).count("invoices") == 1
