"""The Slack accounts of speakers, and who of them has said that they are there."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("schedule_id", sa.String(255), nullable=False),
        sa.Column("session_id", sa.String(255), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "schedule_id", "session_id", "user_id", name="pk_arrivals"),
    )
    op.create_table(
        "speaker_accounts",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "name", name="pk_speaker_accounts"),
    )


def downgrade() -> None:
    op.drop_table("speaker_accounts")
    op.drop_table("arrivals")
