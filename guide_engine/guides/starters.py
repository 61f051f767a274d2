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
    # Surveys: the type of each step's question.
    asks: tuple[str, ...] = ()


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
    Starter(
        "first-days",
        "checklist",
        _("The first days"),
        _("Four tasks that make a new customer at home, each done in its own time."),
        {
            "en": [
                ("task", "Complete your profile", "So that others know whom they deal with."),
                ("task", "Invite your team", "It is more useful together."),
                ("task", "Make your first one", "Use real data: it counts."),
                ("task", "Look at the result", "See what the others see."),
            ],
            "ja": [
                ("task", "プロフィールを整える", "だれとやり取りしているかが伝わります。"),
                ("task", "チームを招待する", "一緒に使うともっと便利になります。"),
                ("task", "最初の1件を作る", "本物のデータで試しましょう。"),
                ("task", "できあがりを見る", "相手にどう見えるかを確かめます。"),
            ],
        },
    ),
    Starter(
        "recommend",
        "survey",
        _("Would you recommend us?"),
        _("A score from 0 to 10, and then the reason in people's own words."),
        {
            "en": [
                ("card", "How likely are you to recommend us?", "From 0 to 10."),
                ("card", "What is the main reason for your score?", "A word is enough."),
            ],
            "ja": [
                ("card", "知人にすすめたいと思いますか?", "0から10でお答えください。"),
                ("card", "その点数にした理由を教えてください", "ひとことでもうれしいです。"),
            ],
        },
        asks=("nps", "long_text"),
    ),
    Starter(
        "release",
        "announcement",
        _("A release"),
        _("Tells what is new, once, and stays in the help panel."),
        {
            "en": [("modal", "New: say what it is", "Say in two sentences what gets easier.")],
            "ja": [("modal", "新機能のお知らせ", "何が楽になるのかを、2文で書きましょう。")],
        },
    ),
    Starter(
        "downtime",
        "banner",
        _("Planned maintenance"),
        _("A strip along the top of the page that can be closed."),
        {
            "en": [("banner", "Maintenance on Sunday", "Say from when to when, and what rests.")],
            "ja": [
                ("banner", "日曜にメンテナンスを行います", "いつから、何が使えないかを書きます。")
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
        step = blank.step(kind, language, shape)
        step.update(title=title, body=richtext.from_text(text))
        if starter.asks:
            step["question"] = blank.question(starter.asks[place], language)
        if place in starter.by_click:
            step.update(buttons=[], advance={"on": "click"})
        elif kind == "flow" and place == len(texts) - 1:
            step["buttons"] = [blank.finish_button(language)]
        made.append(step)
    return made
