"""One thread as a file or a feed tells it: field by field into a `ThreadRow`, or a reason why not."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from guide_engine.community.text import plain_line, plain_text
from guide_engine.community.tokens import language_of

MAX_URL = 2_000
MAX_TAGS = 30

# What columns are called in exports, after width and case are folded.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "external_id", "thread_id", "post_id", "投稿id", "スレッドid", "トピックid"),
    "title": ("title", "subject", "question", "タイトル", "件名", "質問", "トピック"),
    "body": ("body", "text", "content", "description", "本文", "内容", "質問内容", "投稿内容"),
    "url": ("url", "link", "リンク", "投稿url"),
    "category": ("category", "topic", "board", "カテゴリ", "カテゴリー", "ボード"),
    "status": ("status", "answered", "state", "ステータス", "状態", "解決状況"),
    "replies": ("replies", "reply_count", "comments", "answers", "回答数", "返信数", "コメント数"),
    "created": ("created", "created_at", "posted_at", "date", "投稿日時", "作成日時", "投稿日"),
    "updated": ("updated", "updated_at", "last_activity_at", "更新日時", "最終更新日時", "更新日"),
    "tags": ("tags", "labels", "タグ"),
    "language": ("language", "lang", "locale", "言語"),
}
_FIELD_OF = {name: field for field, names in COLUMNS.items() for name in names}

_STATUSES: Mapping[str, tuple[str, ...]] = {
    "accepted": (
        "accepted",
        "solved",
        "resolved",
        "best_answer",
        "解決済み",
        "解決済",
        "解決",
        "ベストアンサー",
        "ベストアンサーあり",
    ),
    "staff_status": ("staff_status", "answered", "completed", "回答済み", "回答済", "対応済み"),
    "replied": ("replied", "open", "回答あり", "返信あり", "受付中", "回答受付中"),
    "none": ("none", "unanswered", "no_reply", "未回答", "回答なし", "回答待ち"),
    "unknown": ("", "unknown", "不明"),
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words}

_JAPANESE_DATE = re.compile(
    r"(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?(?:[ T]*(\d{1,2})[時:](\d{1,2})(?:[分:](\d{1,2})秒?)?分?)?"
)


class RowError(ValueError):
    """A row that can't be a thread. `code` says why (words.py has the sentences), `detail` what."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class ThreadRow:
    external_id: str
    url: str
    title: str
    body_text: str
    language: str
    category: str = ""
    tags: tuple[str, ...] = ()
    answered: str = "unknown"
    reply_count: int = 0
    posted_at: datetime | None = None
    changed_at: datetime | None = None


def field_named(header: str) -> str | None:
    """Return the field that a column of this name fills, None for one that isn't taken."""
    return _FIELD_OF.get(_folded(header).replace(" ", "_"))


def read_row(values: Mapping[str, object]) -> ThreadRow:
    """Read one thread from its fields. Raises RowError."""
    title = plain_line(_text(values, "title"))
    if not title:
        raise RowError("title_empty")
    body = plain_text(_text(values, "body"))
    url = check_url(_text(values, "url").strip())
    replies = _whole(values.get("replies"))
    return ThreadRow(
        external_id=_text(values, "id").strip()[:MAX_URL] or url,
        url=url,
        title=title,
        body_text=body,
        language=_language(_text(values, "language")) or language_of(f"{title}\n{body}"),
        category=plain_line(_text(values, "category"), 200),
        tags=_tags(values.get("tags")),
        answered=_answered(values.get("status"), replies),
        reply_count=replies,
        posted_at=read_moment(_text(values, "created"), "created"),
        changed_at=read_moment(_text(values, "updated"), "updated"),
    )


def check_url(url: str) -> str:
    """Return the address if it may stand in a link. Raises RowError."""
    if not url:
        raise RowError("url_empty")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise RowError("url_bad") from None
    if parts.scheme not in {"http", "https"} or not parts.netloc or re.search(r"[\s\\]", url):
        raise RowError("url_bad")
    if len(url) > MAX_URL:
        raise RowError("url_long", str(MAX_URL))
    return url


def read_moment(text: str, column: str) -> datetime | None:
    """Read ISO 8601 or a Japanese date; without a zone it is taken as UTC. Raises RowError."""
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        match = _JAPANESE_DATE.fullmatch(text)
        if match is None:
            raise RowError("date_bad", column) from None
        try:
            moment = datetime(*(int(part) for part in match.groups() if part), tzinfo=UTC)  # type: ignore[arg-type,misc]
        except ValueError:
            raise RowError("date_none", column) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _text(values: Mapping[str, object], field: str) -> str:
    value = values.get(field)
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return str(value)
    raise RowError("not_text", field)


def _whole(value: object) -> int:
    if value in (None, ""):
        return 0
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("件").replace(",", "")
    if not text.isdecimal():
        raise RowError("replies_bad")
    return min(int(text), 1_000_000)


def _answered(value: object, replies: int) -> str:
    if isinstance(value, bool):
        return "accepted" if value else ("replied" if replies else "none")
    status = _STATUS_OF.get(_folded(str(value or "")).replace(" ", "_"))
    if status is None:
        raise RowError("status_unknown", str(value)[:40])
    return "replied" if status == "unknown" and replies else status


def _language(text: str) -> str:
    return {"ja": "ja", "en": "en", "jp": "ja"}.get(_folded(text)[:2], "")


def _tags(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else re.split(r"[,、;|]", str(value or ""))
    tags = (plain_line(str(part), 60) for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MAX_TAGS]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
