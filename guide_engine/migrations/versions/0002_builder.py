"""The builder in the page: codes, sessions, presence, addresses; origins heard from; media.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from guide_engine.core.columns import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "media_blob",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("extension", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_media_blob")),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_media_size")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["member.id"], name=op.f("fk_media_created_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["digest"], ["media_blob.digest"], name=op.f("fk_media_digest")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_media_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
        sa.UniqueConstraint("workspace_id", "digest", name=op.f("uq_media_workspace_id_digest")),
    )
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_media_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_media_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "builder_address",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_builder_address_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_builder_address_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_builder_address_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_builder_address")),
        sa.UniqueConstraint(
            "environment_id", "member_id", name=op.f("uq_builder_address_environment_id_member_id")
        ),
    )
    with op.batch_alter_table("builder_address", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_builder_address_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "builder_presence",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("tab", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("step_id", sa.String(length=80), nullable=True),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "place in ('builder', 'editor')", name=op.f("ck_builder_presence_place")
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"],
            ["guide.id"],
            name=op.f("fk_builder_presence_guide_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_builder_presence_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_builder_presence_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_builder_presence")),
        sa.UniqueConstraint(
            "guide_id", "member_id", "tab", name=op.f("uq_builder_presence_guide_id_member_id_tab")
        ),
    )
    with op.batch_alter_table("builder_presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_builder_presence_seen_at"), ["seen_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_builder_presence_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "environment_origin",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_environment_origin_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_environment_origin_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_environment_origin")),
        sa.UniqueConstraint(
            "environment_id", "origin", name=op.f("uq_environment_origin_environment_id_origin")
        ),
    )
    with op.batch_alter_table("environment_origin", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_environment_origin_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "builder_code",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("login_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=True),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_builder_code_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_builder_code_guide_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["login_id"],
            ["login_session.id"],
            name=op.f("fk_builder_code_login_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_builder_code_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_builder_code_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_builder_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_builder_code_code_hash")),
    )
    with op.batch_alter_table("builder_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_builder_code_login_id"), ["login_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_builder_code_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "builder_session",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("login_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=True),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("last_used_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_builder_session_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"],
            ["guide.id"],
            name=op.f("fk_builder_session_guide_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["login_id"],
            ["login_session.id"],
            name=op.f("fk_builder_session_login_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_builder_session_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_builder_session_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_builder_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_builder_session_token_hash")),
    )
    with op.batch_alter_table("builder_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_builder_session_login_id"), ["login_id"], unique=False)
        batch_op.create_index(
            "ix_builder_session_member", ["member_id", "environment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_builder_session_workspace_id"), ["workspace_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("builder_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_builder_session_workspace_id"))
        batch_op.drop_index("ix_builder_session_member")
        batch_op.drop_index(batch_op.f("ix_builder_session_login_id"))

    op.drop_table("builder_session")
    with op.batch_alter_table("builder_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_builder_code_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_builder_code_login_id"))

    op.drop_table("builder_code")
    with op.batch_alter_table("environment_origin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_environment_origin_workspace_id"))

    op.drop_table("environment_origin")
    with op.batch_alter_table("builder_presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_builder_presence_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_builder_presence_seen_at"))

    op.drop_table("builder_presence")
    with op.batch_alter_table("builder_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_builder_address_workspace_id"))

    op.drop_table("builder_address")
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_media_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_media_digest"))

    op.drop_table("media")
    op.drop_table("media_blob")
