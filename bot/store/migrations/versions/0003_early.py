"""How early a message may go out: those planned before not before they are due."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.add_column("messages", sa.Column("opens_at", instant))
    op.execute("UPDATE messages SET opens_at = due_at")
    with op.batch_alter_table("messages") as messages:
        messages.alter_column("opens_at", existing_type=instant, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("opens_at")
