"""Column kinds that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, String, Text, types
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import mapped_column


class UTCDateTime(types.TypeDecorator[datetime]):
    """An aware moment. Stored in UTC; SQLite, which knows no zones, gets it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must carry its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JSONColumn = JSON().with_variant(JSONB(), "postgresql")

Id = Annotated[str, mapped_column(String(40), primary_key=True)]
Name = Annotated[str, mapped_column(String(200))]
LongText = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UTCDateTime)]
MaybeMoment = Annotated[datetime | None, mapped_column(UTCDateTime)]
# JSON documents are validated where they enter; inside, their shape is the validator's.
Document = Annotated[dict[str, Any], mapped_column(JSONColumn)]
DocumentList = Annotated[list[Any], mapped_column(JSONColumn)]
