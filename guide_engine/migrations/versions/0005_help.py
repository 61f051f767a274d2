"""The help panel: how each environment's is set, and up to when people have read the news.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from guide_engine.core.columns import JSONColumn, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "help_settings",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("document", JSONColumn, nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_help_settings_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_help_settings_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("environment_id", name=op.f("pk_help_settings")),
    )
    op.create_index(op.f("ix_help_settings_workspace_id"), "help_settings", ["workspace_id"])

    op.create_table(
        "help_reading",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.Column("read_until", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_help_reading_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_help_reading_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("environment_id", "user_id", name=op.f("pk_help_reading")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_help_reading_workspace_id"), "help_reading", ["workspace_id"])


def downgrade() -> None:
    op.drop_table("help_reading")
    op.drop_table("help_settings")
