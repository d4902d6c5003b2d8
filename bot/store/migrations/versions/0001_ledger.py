"""The outbox's ledger, and the events answered."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("recipient", sa.String(32), nullable=False),
        sa.Column("schedule_id", sa.String(255), nullable=False),
        sa.Column("session_id", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("bundle", sa.String(255), nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.String(255)),
        sa.Column("claimed_until", instant),
        sa.Column("channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("team_id", "recipient", "schedule_id", "session_id", "kind", "lead", name="uq_messages"),
    )
    op.create_index("ix_messages_state", "messages", ["state", "due_at"])
    op.create_table(
        "answered",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(255), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "event_id", name="pk_answered"),
    )
    op.create_index("ix_answered_at", "answered", ["at"])


def downgrade() -> None:
    op.drop_table("answered")
    op.drop_table("messages")
