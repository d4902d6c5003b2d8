"""Who wants to hear nothing for a while, until when."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("attendees", sa.Column("muted_until", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("attendees", "muted_until")
