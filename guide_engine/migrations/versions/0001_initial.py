"""The first schema.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from guide_engine.community.index import sqlite
from guide_engine.core.columns import JSONColumn, UTCDateTime

revision = "0001"
down_revision = None
GRAMS_INDEX = """CREATE INDEX ix_community_index_entry_grams ON community_index_entry USING gin (array_to_tsvector(array_remove(string_to_array((((workspace_id || ' ') || title) || ' ') || body, ' '), '')))"""
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "content_blob",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_content_blob")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=300), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("email", name=op.f("uq_member_email")),
    )
    op.create_table(
        "projection_cursor",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("moved_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_projection_cursor")),
    )
    op.create_table(
        "setup_token",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setup_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_setup_token_token_hash")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("last_used_at", UTCDateTime(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("role in ('owner', 'editor', 'viewer')", name=op.f("ck_api_token_role")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_api_token_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_api_token_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "attribute_definition",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("entity", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "entity in ('user', 'company')", name=op.f("ck_attribute_definition_entity")
        ),
        sa.CheckConstraint(
            "type in ('string', 'number', 'boolean', 'datetime', 'list')",
            name=op.f("ck_attribute_definition_type"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_attribute_definition_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute_definition")),
        sa.UniqueConstraint(
            "workspace_id",
            "entity",
            "key",
            name=op.f("uq_attribute_definition_workspace_id_entity_key"),
        ),
    )
    with op.batch_alter_table("attribute_definition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attribute_definition_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "community_index_gram",
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("gram", sa.String(length=80), nullable=False),
        sa.Column("threads", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_community_index_gram_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "gram", name=op.f("pk_community_index_gram")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "community_source",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("ask_url", sa.String(length=2000), nullable=False),
        sa.Column("feed_url", sa.String(length=2000), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("next_sync_at", UTCDateTime(), nullable=True),
        sa.Column("last_tried_at", UTCDateTime(), nullable=True),
        sa.Column("last_synced_at", UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=500), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=True),
        sa.Column("last_modified", sa.String(length=100), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind <> 'feed' or feed_url <> ''", name=op.f("ck_community_source_feed_has_url")
        ),
        sa.CheckConstraint("kind in ('import', 'feed')", name=op.f("ck_community_source_kind")),
        sa.CheckConstraint(
            "language in ('', 'ja', 'en')", name=op.f("ck_community_source_language")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_community_source_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_source")),
        sa.UniqueConstraint(
            "workspace_id", "name", name=op.f("uq_community_source_workspace_id_name")
        ),
    )
    with op.batch_alter_table("community_source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_community_source_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "environment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("sealed_secret", sa.String(length=400), nullable=False),
        sa.Column("former_sealed_secret", sa.String(length=400), nullable=True),
        sa.Column("former_valid_until", UTCDateTime(), nullable=True),
        sa.Column("identity_mode", sa.String(length=10), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", UTCDateTime(), nullable=True),
        sa.Column("last_seen_origin", sa.String(length=300), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "identity_mode in ('off', 'report', 'enforce')",
            name=op.f("ck_environment_identity_mode"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_environment_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_environment")),
        sa.UniqueConstraint("public_key", name=op.f("uq_environment_public_key")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_environment_workspace_id_name")),
    )
    with op.batch_alter_table("environment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_environment_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "guide",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("draft", JSONColumn, nullable=False),
        sa.Column("draft_revision", sa.Integer(), nullable=False),
        sa.Column("undo", JSONColumn, nullable=True),
        sa.Column("archived_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=True),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=40), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind in ('flow', 'hint')", name=op.f("ck_guide_kind")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["member.id"], name=op.f("fk_guide_created_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["member.id"], name=op.f("fk_guide_updated_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_guide_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("workspace_id", "key", name=op.f("uq_guide_workspace_id_key")),
    )
    with op.batch_alter_table("guide", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guide_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "role in ('owner', 'editor', 'viewer')", name=op.f("ck_invitation_role")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_invitation_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "role in ('owner', 'editor', 'viewer')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_membership_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_membership_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "workspace_id", "member_id", name=op.f("uq_membership_workspace_id_member_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_membership_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "segment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rule", JSONColumn, nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_segment_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_segment_workspace_id_name")),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "tier_policy",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("high_from", sa.Float(), nullable=False),
        sa.Column("low_from", sa.Float(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "0 < low_from and low_from < high_from", name=op.f("ck_tier_policy_order")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_tier_policy_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_policy")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_tier_policy_workspace_id")),
    )
    with op.batch_alter_table("tier_policy", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_tier_policy_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "community_thread",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=2000), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("body_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("category", sa.String(length=200), nullable=False),
        sa.Column("tags", JSONColumn, nullable=False),
        sa.Column("answered", sa.String(length=20), nullable=False),
        sa.Column("reply_count", sa.Integer(), nullable=False),
        sa.Column("posted_at", UTCDateTime(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "answered in ('accepted', 'staff_status', 'replied', 'none', 'unknown')",
            name=op.f("ck_community_thread_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["community_source.id"],
            name=op.f("fk_community_thread_source_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_community_thread_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_thread")),
        sa.UniqueConstraint(
            "source_id", "external_id", name=op.f("uq_community_thread_source_id_external_id")
        ),
    )
    with op.batch_alter_table("community_thread", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_community_thread_source_id"), ["source_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_community_thread_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "company",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("attributes", JSONColumn, nullable=False),
        sa.Column("ltv", sa.Float(), nullable=True),
        sa.Column("tier_override", sa.String(length=10), nullable=True),
        sa.Column("search_text", sa.String(length=800), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "tier_override in ('high', 'low', 'tech')", name=op.f("ck_company_tier_override")
        ),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_company_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_company_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint(
            "environment_id", "external_id", name=op.f("uq_company_environment_id_external_id")
        ),
    )
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.create_index(
            "ix_company_environment_id_ltv", ["environment_id", "ltv"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_company_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "event",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.String(length=200), nullable=True),
        sa.Column("step_id", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("properties", JSONColumn, nullable=True),
        sa.Column("tab_seq", sa.BigInteger(), nullable=False),
        sa.Column("occurred_at", UTCDateTime(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=True),
        sa.Column("segments", JSONColumn, nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_event_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sa.UniqueConstraint("environment_id", "id", name=op.f("uq_event_environment_id_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_user", ["environment_id", "user_id", "seq"], unique=False)

    op.create_table(
        "event_tally",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_event_tally_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id", "day", "outcome", "reason", "type", name=op.f("pk_event_tally")
        ),
    )
    op.create_table(
        "guide_version",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", JSONColumn, nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_guide_version_number")),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["member.id"],
            name=op.f("fk_guide_version_created_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_guide_version_guide_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_guide_version_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_version")),
        sa.UniqueConstraint("guide_id", "number", name=op.f("uq_guide_version_guide_id_number")),
    )
    with op.batch_alter_table("guide_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guide_version_guide_id"), ["guide_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_guide_version_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "identity_count",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_identity_count_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_identity_count_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_count")),
        sa.UniqueConstraint(
            "environment_id",
            "day",
            "verdict",
            name=op.f("uq_identity_count_environment_id_day_verdict"),
        ),
    )
    with op.batch_alter_table("identity_count", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_identity_count_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "journey",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("first_started_at", UTCDateTime(), nullable=True),
        sa.Column("completed_at", UTCDateTime(), nullable=True),
        sa.Column("idle_since", UTCDateTime(), nullable=True),
        sa.Column("state", JSONColumn, nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_journey_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id", "user_id", "guide_id", "version", name=op.f("pk_journey")
        ),
    )
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.create_index("ix_journey_idle", ["idle_since"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=40), nullable=False),
        sa.Column("csrf_token", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=True),
        sa.Column("environment_id", sa.String(length=40), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_login_session_environment_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
            name=op.f("fk_login_session_member_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_login_session_workspace_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_member_id"), ["member_id"], unique=False)

    op.create_table(
        "rejected_event",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_rejected_event_environment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_event")),
    )
    with op.batch_alter_table("rejected_event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rejected_event_recent", ["environment_id", "received_at"], unique=False
        )

    op.create_table(
        "release",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("settings", JSONColumn, nullable=False),
        sa.Column("goal_event", sa.String(length=200), nullable=True),
        sa.Column("goal_days", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["content_blob.hash"], name=op.f("fk_release_content_hash")
        ),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_release_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_release_guide_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_release_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
        sa.UniqueConstraint(
            "environment_id",
            "guide_id",
            "version",
            name=op.f("uq_release_environment_id_guide_id_version"),
        ),
    )
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_release_content_hash"), ["content_hash"], unique=False)
        batch_op.create_index("ix_release_goal", ["environment_id", "goal_event"], unique=False)
        batch_op.create_index(batch_op.f("ix_release_guide_id"), ["guide_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_release_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "rescue_offer",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.Column("run_id", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("thread_ids", JSONColumn, nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=True),
        sa.Column("step_id", sa.String(length=100), nullable=True),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "reason in ('rage_click', 'slow_step', 'asked')", name=op.f("ck_rescue_offer_reason")
        ),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_rescue_offer_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_rescue_offer_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescue_offer")),
    )
    with op.batch_alter_table("rescue_offer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_rescue_offer_person", ["environment_id", "user_id", "created_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rescue_offer_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "rescue_outcome",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.Column("offer_id", sa.String(length=60), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("shown_at", UTCDateTime(), nullable=True),
        sa.Column("opened_at", UTCDateTime(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=True),
        sa.Column("solved_at", UTCDateTime(), nullable=True),
        sa.Column("declined_at", UTCDateTime(), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=True),
        sa.Column("step_id", sa.String(length=100), nullable=True),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_rescue_outcome_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_rescue_outcome_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id", "user_id", "offer_id", name=op.f("pk_rescue_outcome")
        ),
    )
    with op.batch_alter_table("rescue_outcome", schema=None) as batch_op:
        batch_op.create_index("ix_rescue_outcome_time", ["environment_id", "at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rescue_outcome_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "rescue_switch",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_rescue_switch_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_rescue_switch_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("environment_id", name=op.f("pk_rescue_switch")),
    )
    with op.batch_alter_table("rescue_switch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rescue_switch_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "rollup",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dimension", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("completed", sa.Integer(), nullable=False),
        sa.Column("dismissed", sa.Integer(), nullable=False),
        sa.Column("abandoned", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("running", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_rollup_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_rollup_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id",
            "guide_id",
            "version",
            "dimension",
            "day",
            "value",
            "step_id",
            name=op.f("pk_rollup"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rollup_time",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dimension", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_rollup_time_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_rollup_time_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id",
            "guide_id",
            "version",
            "dimension",
            "day",
            "value",
            "bucket",
            name=op.f("pk_rollup_time"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "step_time",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=False),
        sa.Column("step_id", sa.String(length=100), nullable=False),
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_step_time_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_step_time_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "environment_id", "guide_id", "step_id", "bucket", name=op.f("pk_step_time")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("step_time", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_step_time_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "stuck_episode",
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("user_id", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=200), nullable=True),
        sa.Column("step_id", sa.String(length=100), nullable=True),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_stuck_episode_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_stuck_episode_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("environment_id", "id", name=op.f("pk_stuck_episode")),
    )
    with op.batch_alter_table("stuck_episode", schema=None) as batch_op:
        batch_op.create_index("ix_stuck_episode_time", ["environment_id", "at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_stuck_episode_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "community_index_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("thread_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["community_thread.id"],
            name=op.f("fk_community_index_entry_thread_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_community_index_entry_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_community_index_entry")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_community_index_entry_thread_id")),
    )
    with op.batch_alter_table("community_index_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_community_index_entry_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "end_user",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("company_id", sa.String(length=40), nullable=True),
        sa.Column("attributes", JSONColumn, nullable=False),
        sa.Column("search_text", sa.String(length=800), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", UTCDateTime(), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_end_user_company_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_end_user_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_end_user_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_end_user")),
        sa.UniqueConstraint(
            "environment_id", "external_id", name=op.f("uq_end_user_environment_id_external_id")
        ),
    )
    with op.batch_alter_table("end_user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_end_user_company_id"), ["company_id"], unique=False)
        batch_op.create_index(
            "ix_end_user_environment_id_last_seen_at",
            ["environment_id", "last_seen_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_end_user_workspace_id"), ["workspace_id"], unique=False
        )

    op.create_table(
        "publication",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("environment_id", sa.String(length=40), nullable=False),
        sa.Column("guide_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("draft_revision", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("published_by", sa.String(length=40), nullable=True),
        sa.Column("killed", sa.Boolean(), nullable=False),
        sa.Column("resume_from", sa.Integer(), nullable=False),
        sa.Column("next_turn_at", UTCDateTime(), nullable=True),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["environment_id", "guide_id", "version"],
            ["release.environment_id", "release.guide_id", "release.version"],
            name="fk_publication_release",
        ),
        sa.ForeignKeyConstraint(
            ["environment_id"],
            ["environment.id"],
            name=op.f("fk_publication_environment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guide.id"], name=op.f("fk_publication_guide_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["published_by"],
            ["member.id"],
            name=op.f("fk_publication_published_by"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_publication_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint(
            "environment_id", "guide_id", name=op.f("uq_publication_environment_id_guide_id")
        ),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_guide_id"), ["guide_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_publication_next_turn_at"), ["next_turn_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_publication_workspace_id"), ["workspace_id"], unique=False
        )

    if op.get_bind().dialect.name == "sqlite":
        sqlite.create(op.get_bind())
    else:
        op.execute(GRAMS_INDEX)


def downgrade() -> None:
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_publication_next_turn_at"))
        batch_op.drop_index(batch_op.f("ix_publication_guide_id"))

    op.drop_table("publication")
    with op.batch_alter_table("end_user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_end_user_workspace_id"))
        batch_op.drop_index("ix_end_user_environment_id_last_seen_at")
        batch_op.drop_index(batch_op.f("ix_end_user_company_id"))

    op.drop_table("end_user")
    with op.batch_alter_table("community_index_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_index_entry_workspace_id"))

    op.drop_table("community_index_entry")
    with op.batch_alter_table("stuck_episode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stuck_episode_workspace_id"))
        batch_op.drop_index("ix_stuck_episode_time")

    op.drop_table("stuck_episode")
    with op.batch_alter_table("step_time", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_time_workspace_id"))

    op.drop_table("step_time")
    op.drop_table("rollup_time")
    op.drop_table("rollup")
    with op.batch_alter_table("rescue_switch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rescue_switch_workspace_id"))

    op.drop_table("rescue_switch")
    with op.batch_alter_table("rescue_outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rescue_outcome_workspace_id"))
        batch_op.drop_index("ix_rescue_outcome_time")

    op.drop_table("rescue_outcome")
    with op.batch_alter_table("rescue_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rescue_offer_workspace_id"))
        batch_op.drop_index("ix_rescue_offer_person")

    op.drop_table("rescue_offer")
    with op.batch_alter_table("release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_release_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_release_guide_id"))
        batch_op.drop_index("ix_release_goal")
        batch_op.drop_index(batch_op.f("ix_release_content_hash"))

    op.drop_table("release")
    with op.batch_alter_table("rejected_event", schema=None) as batch_op:
        batch_op.drop_index("ix_rejected_event_recent")

    op.drop_table("rejected_event")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_member_id"))

    op.drop_table("login_session")
    with op.batch_alter_table("journey", schema=None) as batch_op:
        batch_op.drop_index("ix_journey_idle")

    op.drop_table("journey")
    with op.batch_alter_table("identity_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_count_workspace_id"))

    op.drop_table("identity_count")
    with op.batch_alter_table("guide_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guide_version_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_guide_version_guide_id"))

    op.drop_table("guide_version")
    op.drop_table("event_tally")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_user")

    op.drop_table("event")
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_workspace_id"))
        batch_op.drop_index("ix_company_environment_id_ltv")

    op.drop_table("company")
    with op.batch_alter_table("community_thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_thread_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_community_thread_source_id"))

    op.drop_table("community_thread")
    with op.batch_alter_table("tier_policy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tier_policy_workspace_id"))

    op.drop_table("tier_policy")
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_workspace_id"))

    op.drop_table("segment")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_workspace_id"))
        batch_op.drop_index(batch_op.f("ix_membership_member_id"))

    op.drop_table("membership")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_workspace_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("guide", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guide_workspace_id"))

    op.drop_table("guide")
    with op.batch_alter_table("environment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_environment_workspace_id"))

    op.drop_table("environment")
    with op.batch_alter_table("community_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_source_workspace_id"))

    op.drop_table("community_source")
    op.drop_table("community_index_gram")
    with op.batch_alter_table("attribute_definition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attribute_definition_workspace_id"))

    op.drop_table("attribute_definition")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_workspace_id"))

    op.drop_table("api_token")
    op.drop_table("workspace")
    op.drop_table("setup_token")
    op.drop_table("projection_cursor")
    op.drop_table("member")
    op.drop_table("lease")
    op.drop_table("content_blob")
