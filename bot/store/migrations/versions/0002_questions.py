"""The questions that nobody could answer, who asked them, and the answers; `answered` by seconds of Unix."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("schedule_id", sa.String(255), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("posting_until", instant),
        sa.Column("channel", sa.String(32)),
        sa.Column("ts", sa.String(32)),
        sa.Column("answer", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("team_id", "schedule_id", "key", name="uq_questions"),
    )
    _create_answered(sa.BigInteger(), sqlite_with_rowid=False)
    op.create_table(
        "askers",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "question_id", "user_id", name="pk_askers"),
    )


def _create_answered(at: sa.types.TypeEngine[Any], **options: bool) -> None:
    """Anew: it holds a day, and at worst an event of that day is answered twice."""
    op.drop_table("answered")
    op.create_table(
        "answered",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(255), nullable=False),
        sa.Column("at", at, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "event_id", name="pk_answered"),
        **options,
    )


def downgrade() -> None:
    _create_answered(sa.DateTime(timezone=True))
    op.create_index("ix_answered_at", "answered", ["at"])
    op.drop_table("askers")
    op.drop_table("questions")
