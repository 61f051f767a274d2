"""The login script: read whole, refused by the number of the action."""

import pytest

from guide_engine.check.script import HIDDEN, BadScript, Where, hide, parse

ENVIRON = {"SHOP_PASSWORD": "hunter2!", "SHOP_PIN": "hunter2!-77"}


def test_values_come_from_the_environment():
    actions = parse(
        [
            {"do": "goto", "url": "/sign-in"},
            {"do": "fill", "label": "E-mail", "value": "ci@example.com"},
            {"do": "fill", "label": "Password", "value": {"env": "SHOP_PASSWORD"}},
            {"do": "click", "role": "button", "name": "Sign in"},
            {"do": "press", "key": "Enter"},
            {"do": "wait_for", "url": "/home"},
        ],
        ENVIRON,
    )
    assert [action.do for action in actions] == [
        "goto", "fill", "fill", "click", "press", "wait_for",
    ]  # fmt: skip
    assert (actions[2].value, actions[2].secret) == ("hunter2!", True)
    assert actions[3].where == Where("role", "button", "Sign in")


def test_no_action_names_its_value_unless_it_is_an_address_or_a_key():
    filled, *_ = parse(
        [{"do": "fill", "label": "Password", "value": {"env": "SHOP_PASSWORD"}}], ENVIRON
    )
    assert str(filled) == "1 (fill label “Password”)"


def test_secrets_are_taken_out_of_any_text():
    actions = parse(
        [
            {"do": "fill", "label": "a", "value": {"env": "SHOP_PASSWORD"}},
            {"do": "fill", "label": "b", "value": {"env": "SHOP_PIN"}},
            {"do": "fill", "label": "c", "value": "shown"},
        ],
        ENVIRON,
    )
    said = hide("hunter2! then hunter2!-77 then shown", actions)
    assert said == f"{HIDDEN} then {HIDDEN} then shown"


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ({"do": "hack"}, "action 1: “do” must be one of goto, fill, click, press, wait_for"),
        ("click", "action 1: “do” must be one of"),
        ({"do": "goto"}, "action 1 (goto): needs “url”"),
        ({"do": "goto", "href": "/"}, "doesn't know “href”; it takes url"),
        ({"do": "fill", "value": "x"}, "name the element by exactly one of selector, label"),
        ({"do": "click", "text": "a", "label": "b"}, "name the element by exactly one of"),
        ({"do": "click", "text": ""}, "must be texts"),
        ({"do": "fill", "label": "a", "value": 3}, 'a value is a text, or {"env": "NAME"}'),
        ({"do": "fill", "label": "a", "value": {"env": "NOPE"}}, "variable NOPE is not set"),
        ({"do": "wait_for"}, "needs “url” or one of selector, label, role, text"),
    ],
)
def test_a_wrong_action_is_refused_with_what_to_write(action: object, sentence: str):
    with pytest.raises(BadScript) as refused:
        parse([action], ENVIRON)
    assert sentence in refused.value.message


@pytest.mark.parametrize("script", [[], {}, "goto", [{"do": "press", "key": "Tab"}] * 51])
def test_what_is_no_list_of_some_actions_is_refused(script: object):
    with pytest.raises(BadScript):
        parse(script, ENVIRON)
