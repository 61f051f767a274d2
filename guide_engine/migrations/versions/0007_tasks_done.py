"""Rollups count who completed each step: of a checklist, the task.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rollup", sa.Column("done", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("rollup", "done")
