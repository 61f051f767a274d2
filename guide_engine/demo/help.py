"""The help panel of the demo, in both languages."""

from guide_engine.help.panel import Link, Panel, Way

PANEL = Panel(
    enabled=True,
    languages=("ja", "en"),
    title={"ja": "お困りですか?", "en": "How can we help?"},
    greeting={
        "ja": "使い方の検索、お知らせ、ご相談はこちらから。",
        "en": "Search the guides, read the news, or talk to us.",
    },
    hotkey="?",
    links=(
        Link({"ja": "Kanjo の使い方", "en": "Kanjo user manual"}, "https://docs.example.com/kanjo"),
        Link({"ja": "稼働状況", "en": "System status"}, "https://status.example.com"),
    ),
    ways={
        "high": Way(
            "person",
            {"ja": "佐藤 花子", "en": "Hanako Sato"},
            {"ja": "カスタマーサクセス", "en": "Customer success"},
            "sato@example.com",
            "https://meet.example.com/sato",
        ),
        "low": Way(
            "event",
            {"ja": "オンライン相談会", "en": "Office hour"},
            {"ja": "毎週水曜 15:00から", "en": "Wednesdays at 15:00"},
            url="https://meet.example.com/office-hour",
        ),
        "tech": Way("community"),
    },
)
