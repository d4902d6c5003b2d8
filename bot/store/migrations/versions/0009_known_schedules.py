"""The files of schedules as stars were last brought to them; notices for those alone who starred what has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "known_schedules",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("schedule_id", sa.String(255), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "schedule_id", name="pk_known_schedules"),
    )
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("to_channels", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("notices") as notices:
        notices.drop_column("to_channels")
    op.drop_table("known_schedules")
