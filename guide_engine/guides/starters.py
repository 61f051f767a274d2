"""What a new guide may begin with. Texts are in the guide's language: end users read them."""

from dataclasses import dataclass
from typing import Any

from guide_engine.guides import blank, richtext
from guide_engine.guides.words import mark as _


@dataclass(frozen=True)
class Starter:
    key: str
    kind: str
    title: str
    lead: str
    # Per language: (type, title, text) of each step.
    steps: dict[str, list[tuple[str, str, str]]]
    # Places of steps that a click on the element moves on, instead of a button.
    by_click: tuple[int, ...] = ()


STARTERS = (
    Starter(
        "welcome",
        "flow",
        _("Welcome in three steps"),
        _("Greets people, shows the first thing to do, and where to find help."),
        {
            "en": [
                ("modal", "Welcome", "Glad you are here. Two short steps, and you are set."),
                ("tooltip", "Start here", "This is where most people begin."),
                ("tooltip", "If you get stuck", "You find answers here at any time."),
            ],
            "ja": [
                (
                    "modal",
                    "ようこそ",
                    "ご利用ありがとうございます。はじめかたを2ステップでご案内します。",
                ),
                ("tooltip", "まずはここから", "最初の一歩は、このボタンです。"),
                ("tooltip", "困ったときは", "いつでもここから答えを探せます。"),
            ],
        },
    ),
    Starter(
        "task",
        "flow",
        _("One task, done together"),
        _("Leads through a task: people press the real buttons themselves."),
        {
            "en": [
                ("tooltip", "Open the form", "Press this button to begin."),
                ("tooltip", "Fill this in", "Everything else can wait until later."),
                ("tooltip", "Save", "Press here, and you are done."),
            ],
            "ja": [
                ("tooltip", "画面を開きましょう", "このボタンを押してください。"),
                ("tooltip", "ここに入力します", "ほかの項目は、あとからでも大丈夫です。"),
                ("tooltip", "保存します", "ここを押せば完了です。"),
            ],
        },
        by_click=(0, 2),
    ),
    Starter(
        "news",
        "hint",
        _("Something new"),
        _("A dot beside a new feature, opened by those who are curious."),
        {
            "en": [("tooltip", "New", "Say in one sentence what it is good for.")],
            "ja": [
                ("tooltip", "新しくなりました", "何が便利になったのかを、ひとことで書きましょう。")
            ],
        },
    ),
)


def find(key: str) -> Starter | None:
    return next((starter for starter in STARTERS if starter.key == key), None)


def steps(starter: Starter, kind: str, language: str) -> list[dict[str, Any]]:
    """Make the steps of a starter, in the guide's language or else in English."""
    texts = starter.steps.get(language.partition("-")[0], starter.steps["en"])
    made = []
    for place, (shape, title, text) in enumerate(texts):
        step = blank.step(kind, language)
        step.update(type=shape, title=title, body=richtext.from_text(text))
        if place in starter.by_click:
            step.update(buttons=[], advance={"on": "click"})
        elif kind == "flow" and place == len(texts) - 1:
            step["buttons"] = [blank.finish_button(language)]
        made.append(step)
    return made
