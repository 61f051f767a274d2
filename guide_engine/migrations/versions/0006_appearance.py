"""Themes and who wears which; the content of a release in other languages.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from guide_engine.core.columns import JSONColumn, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("tokens", JSONColumn, nullable=False),
        sa.Column("contrast_reason", sa.Text(), nullable=False),
        sa.Column("contrast_accepted_at", UTCDateTime(), nullable=True),
        sa.Column("contrast_accepted_by", sa.String(length=40), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=40), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contrast_accepted_by"],
            ["member.id"],
            name=op.f("fk_theme_contrast_accepted_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["member.id"], name=op.f("fk_theme_updated_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_theme_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_theme_workspace_id_key")),
    )
    op.create_index(op.f("ix_theme_workspace_id"), "theme", ["workspace_id"])

    op.create_table(
        "environment_theme",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("theme_id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_environment_theme_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_environment_theme_theme_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_environment_theme_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("environment_id", name=op.f("pk_environment_theme")),
    )
    op.create_index(op.f("ix_environment_theme_theme_id"), "environment_theme", ["theme_id"])
    op.create_index(
        op.f("ix_environment_theme_workspace_id"), "environment_theme", ["workspace_id"]
    )

    op.create_table(
        "release_content",
        sa.Column("release_id", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_release_content_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["hash"], ["content_blob.hash"], name=op.f("fk_release_content_hash")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
            name=op.f("fk_release_content_release_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_release_content_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "language", name=op.f("pk_release_content")),
    )
    op.create_index("ix_release_content_found", "release_content", ["environment_id", "hash"])
    op.create_index(op.f("ix_release_content_workspace_id"), "release_content", ["workspace_id"])


def downgrade() -> None:
    op.drop_table("release_content")
    op.drop_table("environment_theme")
    op.drop_table("theme")
