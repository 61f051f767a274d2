"""Facts named in plain texts and addresses."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_engine.guides import links, richtext, variables
from guide_engine.guides.document import faults
from tests.support.guides import make_flow, make_step

# As encodeURIComponent leaves them.
PLAIN_IN_ADDRESS = "!'()*~"
CASES = json.loads(Path("tests/contract/cases/variables.json").read_text("utf-8"))


def fill_address(address: str, values: Mapping[str, str]) -> str:
    """As the SDK does (sdk/src/view/fill.ts)."""
    return variables.replaced(
        address,
        lambda one: quote(values.get(one.fact) or one.fallback, safe=PLAIN_IN_ADDRESS),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_shared_cases(case: dict[str, Any]) -> None:
    assert variables.fill(case["text"], case["values"]) == case["filled"]
    assert fill_address(case["text"], case["values"]) == case["encoded"]


def test_what_a_document_names_is_found_where_it_is_filled_in() -> None:
    rich = {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {"type": "variable", "attrs": {"fact": "company.name", "fallback": ""}},
                    {"type": "text", "text": "{user.secret} is what the author wrote"},
                ],
            }
        ],
    }
    go = {"type": "open_url", "url": "/u/{user.id}"}
    button = {"id": "b", "label": "Hi {user.name}", "style": "primary", "action": go}
    step = make_step(title="{event.amount|0}", body=rich, buttons=[button])
    document = make_flow(steps=[step], translations={"ja": {"steps/st_one/title": "{user.city}"}})
    assert set(variables.used(document)) == {
        "company.name", "event.amount", "user.city", "user.id", "user.name",
    }  # fmt: skip
    assert "event.amount" not in variables.of_people(document)


@pytest.mark.parametrize("url", ["https://a.test/{user.name|dear friend}", "/c/{company.id}"])
def test_an_address_may_name_facts(url: str) -> None:
    button = {
        "id": "b", "label": "x", "style": "primary", "action": {"type": "open_url", "url": url},
    }  # fmt: skip
    assert faults(make_flow(steps=[make_step(buttons=[button])])) == []


@pytest.mark.parametrize("url", ["java{user.name}script:alert(1)", "javascript:{user.name}"])
def test_no_variable_hides_a_scheme(url: str) -> None:
    button = {
        "id": "b", "label": "x", "style": "primary", "action": {"type": "open_url", "url": url},
    }  # fmt: skip
    [fault] = faults(make_flow(steps=[make_step(buttons=[button])]))
    assert fault.code == "unsafe_link"


@given(st.text(max_size=40), st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_no_value_changes_where_an_address_leads(value: str, tail: str) -> None:
    address = "https://app.test/{user.name|x}/" + tail.replace("{", "").replace("}", "")
    try:
        value.encode()
    except UnicodeEncodeError:
        return
    filled = fill_address(address, {"user.name": value})
    assert filled.startswith("https://app.test/")
    inside = filled.removeprefix("https://app.test/").split("/")[0]
    assert not set(inside) & set("/?#:@\\ ")


def test_a_safe_address_stays_safe_when_it_is_filled_in() -> None:
    assert links.is_safe(fill_address("{user.site}", {"user.site": "javascript:x"}))


def test_plain_text_of_a_rich_text_is_never_filled() -> None:
    assert list(variables.used(richtext.from_text("{user.name}"))) == []
