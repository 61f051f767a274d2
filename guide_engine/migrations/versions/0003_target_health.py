"""Whether targets hold: projections, alerts and where they go, pauses, repairs.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from guide_engine.core.columns import JSONColumn, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_channels",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("sealed_url", sa.Text(), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("addresses", JSONColumn, nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("agreeing", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_alert_channels_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_alert_channels_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("environment_id", name=op.f("pk_alert_channels")),
    )
    op.create_index(
        op.f("ix_alert_channels_workspace_id"), "alert_channels", ["workspace_id"], unique=False
    )

    op.create_table(
        "alert_delivery",
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("once", sa.String(length=400), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("message", JSONColumn, nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=False),
        sa.Column("last_error", sa.String(length=500), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_alert_delivery_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_alert_delivery_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_delivery")),
        sa.UniqueConstraint(
            "environment_id", "once", name=op.f("uq_alert_delivery_environment_id_once")
        ),
    )
    op.create_index("ix_alert_delivery_due", "alert_delivery", ["state", "next_at"], unique=False)
    op.create_index(
        "ix_alert_delivery_listed", "alert_delivery", ["environment_id", "created_at"], unique=False
    )
    op.create_index(
        op.f("ix_alert_delivery_workspace_id"), "alert_delivery", ["workspace_id"], unique=False
    )

    op.create_table(
        "guide_attempt",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=True),
        sa.Column("failed_at", UTCDateTime(), nullable=True),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_guide_attempt_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id", "guide_id", "version", "user_id", name=op.f("pk_guide_attempt")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_guide_attempt_recent",
        "guide_attempt",
        ["environment_id", "guide_id", "version", "last_at"],
        unique=False,
    )

    op.create_table(
        "guide_pause",
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("failure_percent", sa.Integer(), nullable=False),
        sa.Column("min_users", sa.Integer(), nullable=False),
        sa.Column("paused_at", UTCDateTime(), nullable=False),
        sa.Column("resumed_at", UTCDateTime(), nullable=True),
        sa.Column("resumed_by", sa.String(length=40), nullable=True),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_guide_pause_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_guide_pause_guide_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["resumed_by"],
            ["member.id"],
            name=op.f("fk_guide_pause_resumed_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_guide_pause_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_pause")),
    )
    op.create_index(
        "ix_guide_pause_guide",
        "guide_pause",
        ["environment_id", "guide_id", "paused_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_guide_pause_workspace_id"), "guide_pause", ["workspace_id"], unique=False
    )

    op.create_table(
        "repair_answer",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("element", sa.String(length=64), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("before", JSONColumn, nullable=True),
        sa.Column("after", JSONColumn, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["member.id"], name=op.f("fk_repair_answer_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_repair_answer_guide_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_repair_answer_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_answer")),
        sa.UniqueConstraint(
            "guide_id", "step_id", "element", name=op.f("uq_repair_answer_guide_id_step_id_element")
        ),
    )
    op.create_index(
        op.f("ix_repair_answer_workspace_id"), "repair_answer", ["workspace_id"], unique=False
    )

    op.create_table(
        "target_alert",
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("open_key", sa.String(length=200), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("facts", JSONColumn, nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("closed_why", sa.String(length=20), nullable=False),
        sa.Column("muted_at", UTCDateTime(), nullable=True),
        sa.Column("muted_by", sa.String(length=40), nullable=True),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind in ('lost', 'drifting', 'paused')", name=op.f("ck_target_alert_kind")
        ),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_target_alert_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_target_alert_guide_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["muted_by"], ["member.id"], name=op.f("fk_target_alert_muted_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_target_alert_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_alert")),
        sa.UniqueConstraint(
            "environment_id", "open_key", name=op.f("uq_target_alert_environment_id_open_key")
        ),
    )
    op.create_index(op.f("ix_target_alert_guide_id"), "target_alert", ["guide_id"], unique=False)
    op.create_index(
        "ix_target_alert_listed", "target_alert", ["environment_id", "opened_at"], unique=False
    )
    op.create_index(
        op.f("ix_target_alert_workspace_id"), "target_alert", ["workspace_id"], unique=False
    )

    op.create_table(
        "target_health",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("drifted", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.Integer(), nullable=False),
        sa.Column("ambiguous", sa.Integer(), nullable=False),
        sa.Column("not_found", sa.Integer(), nullable=False),
        sa.Column("unexplained", sa.Integer(), nullable=False),
        sa.Column("first_at", UTCDateTime(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_target_health_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id",
            "guide_id",
            "version",
            "step_id",
            "day",
            "path",
            name=op.f("pk_target_health"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "target_match",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_target_match_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id",
            "guide_id",
            "version",
            "step_id",
            "day",
            "tier",
            "score",
            name=op.f("pk_target_match"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "target_meeting",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("first_at", UTCDateTime(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_target_meeting_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id",
            "guide_id",
            "version",
            "step_id",
            "day",
            "path",
            "user_id",
            name=op.f("pk_target_meeting"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "target_voice",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", JSONColumn, nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_target_voice_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id",
            "guide_id",
            "version",
            "step_id",
            "user_id",
            name=op.f("pk_target_voice"),
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("target_voice")
    op.drop_table("target_meeting")
    op.drop_table("target_match")
    op.drop_table("target_health")
    op.drop_index(op.f("ix_target_alert_workspace_id"), table_name="target_alert")
    op.drop_index("ix_target_alert_listed", table_name="target_alert")
    op.drop_index(op.f("ix_target_alert_guide_id"), table_name="target_alert")

    op.drop_table("target_alert")
    op.drop_index(op.f("ix_repair_answer_workspace_id"), table_name="repair_answer")

    op.drop_table("repair_answer")
    op.drop_index(op.f("ix_guide_pause_workspace_id"), table_name="guide_pause")
    op.drop_index("ix_guide_pause_guide", table_name="guide_pause")

    op.drop_table("guide_pause")
    op.drop_index("ix_guide_attempt_recent", table_name="guide_attempt")

    op.drop_table("guide_attempt")
    op.drop_index(op.f("ix_alert_delivery_workspace_id"), table_name="alert_delivery")
    op.drop_index("ix_alert_delivery_listed", table_name="alert_delivery")
    op.drop_index("ix_alert_delivery_due", table_name="alert_delivery")

    op.drop_table("alert_delivery")
    op.drop_index(op.f("ix_alert_channels_workspace_id"), table_name="alert_channels")

    op.drop_table("alert_channels")
