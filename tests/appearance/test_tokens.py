"""What a theme may say; the browser refuses the same values."""

import json
from pathlib import Path
from typing import Any

import pytest

from guide_engine.appearance import forms, palettes, tokens

CASES = Path(__file__).parents[1] / "contract" / "cases"
REFUSED = json.loads((CASES / "themes.json").read_text("utf-8"))["refused"]

WHOLE: dict[str, Any] = {
    "scheme": "auto",
    "scheme_rules": [
        {"when": {"fact": "page.path", "op": "matches", "value": "/editor/**"}, "scheme": "dark"}
    ],
    "light": dict(palettes.PLAIN["light"]),
    "dark": dict(palettes.PLAIN["dark"]),
    "font": 'Inter, "Noto Sans JP", メイリオ, sans-serif',
    "font_size": 16,
    "radius": 0,
    "spacing": 1.25,
    "shadow": "none",
    "logo": {"src": "https://x.example/logo.png", "alt": "X"},
    "layer": 900,
}


def test_a_theme_that_says_everything_is_taken() -> None:
    assert tokens.faults(WHOLE) == []
    assert tokens.faults({}) == []


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case['path']}={case['value']}")
def test_values_that_the_browser_refuses_are_refused_here(case: dict[str, Any]) -> None:
    part, _slash, inner = case["path"].removeprefix("/").partition("/")
    theme = {part: {inner: case["value"]} if inner else case["value"]}
    assert case["path"] in {path for path, _code in tokens.faults(theme)}


@pytest.mark.parametrize(
    ("theme", "fault"),
    [
        ([], ("", "not_an_object")),
        ({"css": "x"}, ("/css", "unknown_field")),
        ({"light": {"glow": "#ffffff"}}, ("/light/glow", "unknown_field")),
        ({"light": {"surface": "#ffffff80"}}, ("/light/surface", "see_through")),
        ({"logo": {"src": "javascript:alert(1)", "alt": ""}}, ("/logo/src", "not_an_address")),
        ({"logo": {"src": "//x.example/a.png", "alt": ""}}, ("/logo/src", "not_an_address")),
        ({"logo": {"src": "/a.png"}}, ("/logo", "not_a_logo")),
        (
            {"scheme_rules": [{"when": {"fact": "user.plan", "op": "exists"}, "scheme": "dark"}]},
            ("/scheme_rules/0/when", "bad_rule"),
        ),
        ({"layer": 1.5}, ("/layer", "bad_layer")),
    ],
)
def test_what_is_no_part_of_a_theme_is_named(theme: object, fault: tuple[str, str]) -> None:
    assert fault in tokens.faults(theme)


def test_the_plain_look_is_the_browsers() -> None:
    assert json.loads((CASES / "palettes.json").read_text("utf-8")) | {"what": ""} == {
        "what": "",
        **palettes.PLAIN,
    }


def test_a_form_reads_back_what_it_was_written_from() -> None:
    assert forms.read(forms.written(WHOLE), {}) == WHOLE
    assert forms.read(forms.written({"scheme": "dark"}), {}) == {"scheme": "dark"}


def test_a_form_takes_colours_as_people_type_them() -> None:
    read = forms.read({"light.accent": " 2F55D4 ", "light.text": "#25d", "dark.accent": "blue"}, {})
    assert read["light"] == {"accent": "#2f55d4", "text": "#2255dd"}
    assert read["dark"] == {"accent": "blue"}


def test_rules_that_a_form_cannot_show_are_kept_when_it_says_so() -> None:
    rule = {"when": {"fact": "page.hash", "op": "exists"}, "scheme": "light"}
    before = {"scheme_rules": [rule, WHOLE["scheme_rules"][0]]}
    assert forms.read({"keep_rules": "on"}, before)["scheme_rules"] == [rule]
    assert "scheme_rules" not in forms.read({}, before)
