"""Every kind of guide, and the last answers to questions.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from guide_engine.core.columns import JSONColumn, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = ("flow", "hint")
NOW = ("flow", "hint", "checklist", "banner", "announcement", "survey")


def upgrade() -> None:
    op.create_table(
        "survey_answer",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("run_id", sa.String(length=200), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", JSONColumn, nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("answered_at", UTCDateTime(), nullable=False),
        sa.Column("tab_seq", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=True),
        sa.Column("segments", JSONColumn, nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_survey_answer_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id", "user_id", "run_id", "step_id", name=op.f("pk_survey_answer")
        ),
    )
    op.create_index(
        "ix_survey_answer_guide",
        "survey_answer",
        ["environment_id", "guide_id", "answered_at"],
        unique=False,
    )
    _allow(NOW)


def downgrade() -> None:
    _allow(BEFORE)
    op.drop_table("survey_answer")


def _allow(kinds: tuple[str, ...]) -> None:
    """Replace the constraint of a guide's kind."""
    words = f"kind in ({', '.join(repr(kind) for kind in kinds)})"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_guide_kind"), "guide", type_="check")
        op.create_check_constraint(op.f("ck_guide_kind"), "guide", words)
        return
    # SQLite makes the table anew. With foreign keys on, dropping the old one would delete
    # everything that belongs to a guide; they can be switched outside of a transaction only.
    _switch_foreign_keys("OFF")
    with op.batch_alter_table("guide", recreate="always") as guide:
        guide.create_check_constraint(op.f("ck_guide_kind"), words)
    _switch_foreign_keys("ON")


def _switch_foreign_keys(to: str) -> None:
    connection = op.get_bind().connection
    connection.commit()
    connection.cursor().execute(f"PRAGMA foreign_keys = {to}")
