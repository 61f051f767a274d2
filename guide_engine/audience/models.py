"""Tables of the people who are helped, and of what is known about them."""

from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guide_engine.core.columns import Document, Id, Moment, Name
from guide_engine.core.db import Model, WorkspaceOwned


class Company(WorkspaceOwned, Model):
    """A customer's account in the host app. Its tier follows from `ltv` unless overridden."""

    __tablename__ = "company"
    __table_args__ = (
        UniqueConstraint("environment_id", "external_id"),
        CheckConstraint("tier_override in ('high', 'low', 'tech')", name="tier_override"),
        Index("ix_company_environment_id_ltv", "environment_id", "ltv"),
    )

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(200))
    attributes: Mapped[Document]
    # The attribute `ltv`, apart, so that the tier board can count by it.
    ltv: Mapped[float | None] = mapped_column(Float, default=None)
    tier_override: Mapped[str | None] = mapped_column(String(10), default=None)
    # Folded id, name and mail address.
    search_text: Mapped[str] = mapped_column(String(800))
    # Guards read-merge-write: rises with each write.
    revision: Mapped[int] = mapped_column(default=1)
    first_seen_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]


class EndUser(WorkspaceOwned, Model):
    """A person in the host app, as `identify` named them."""

    __tablename__ = "end_user"
    __table_args__ = (
        UniqueConstraint("environment_id", "external_id"),
        Index("ix_end_user_environment_id_last_seen_at", "environment_id", "last_seen_at"),
    )

    id: Mapped[Id]
    environment_id: Mapped[str] = mapped_column(ForeignKey("environment.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(200))
    company_id: Mapped[str | None] = mapped_column(
        ForeignKey("company.id", ondelete="SET NULL"), index=True, default=None
    )
    attributes: Mapped[Document]
    search_text: Mapped[str] = mapped_column(String(800))
    revision: Mapped[int] = mapped_column(default=1)
    first_seen_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]


class AttributeDefinition(WorkspaceOwned, Model):
    """The type of an attribute. The first value that had one decided it."""

    __tablename__ = "attribute_definition"
    __table_args__ = (
        UniqueConstraint("workspace_id", "entity", "key"),
        CheckConstraint("entity in ('user', 'company')", name="entity"),
        CheckConstraint("type in ('string', 'number', 'boolean', 'datetime', 'list')", name="type"),
    )

    id: Mapped[Id]
    entity: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(64))
    type: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[Moment]


class Segment(WorkspaceOwned, Model):
    """A rule with a name. It may name other segments, but not in a circle."""

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[Id]
    name: Mapped[Name]
    rule: Mapped[Document]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class TierPolicy(WorkspaceOwned, Model):
    """From which lifetime value on a company is high touch or low touch."""

    __tablename__ = "tier_policy"
    __table_args__ = (
        UniqueConstraint("workspace_id"),
        CheckConstraint("0 < low_from and low_from < high_from", name="order"),
    )

    id: Mapped[Id]
    high_from: Mapped[float] = mapped_column(Float)
    low_from: Mapped[float] = mapped_column(Float)
    updated_at: Mapped[Moment]


def columns(model: type[Model]) -> Any:
    """The columns of a model for Core statements, which the hot paths use."""
    return model.__table__.c
