"""What is for one person alone comes after what is for many; how fast Slack lets the bot post."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.drop_index("ix_messages_state", "messages")
    op.add_column("messages", sa.Column("personal", sa.Boolean()))
    op.execute("UPDATE messages SET personal = (recipient LIKE 'U%' OR recipient LIKE 'W%')")
    with op.batch_alter_table("messages") as messages:
        messages.alter_column("personal", existing_type=sa.Boolean(), nullable=False)
    op.create_index("ix_messages_state", "messages", ["state", "personal", "due_at", "id"])
    op.create_table(
        "limits",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("posts_per_second", sa.Float(), nullable=False),
        sa.Column("growth", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", name="pk_limits"),
    )


def downgrade() -> None:
    op.drop_table("limits")
    op.drop_index("ix_messages_state", "messages")
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("personal")
    op.create_index("ix_messages_state", "messages", ["state", "due_at"])
