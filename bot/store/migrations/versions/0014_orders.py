"""What was ordered, beside what it comes to: proposals that do not tell it are to be ordered again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.execute("DELETE FROM amendments WHERE stage = 'proposed'")
    op.add_column("amendments", sa.Column("orders", sa.Text()))
    op.execute("UPDATE amendments SET orders = ''")
    with op.batch_alter_table("amendments") as amendments:
        amendments.alter_column("orders", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("amendments") as amendments:
        amendments.drop_column("orders")
