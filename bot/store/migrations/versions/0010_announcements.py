"""What organizers announce."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("schedule_id", sa.String(255), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("fans_of", sa.String(255)),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("at", instant),
        sa.Column("beside", sa.String(255)),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("own_times", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("changed_at", instant, nullable=False),
        sa.Column("sent_at", instant),
        sa.PrimaryKeyConstraint("id", name="pk_announcements"),
    )
    op.create_index("ix_announcements_team_id", "announcements", ["team_id", "stage"])


def downgrade() -> None:
    op.drop_table("announcements")
