"""What attendees starred, follow, set and rated."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "attendees",
        *_owner(),
        sa.Column("zone", sa.String(64)),
        sa.Column("profile_zone", sa.String(64)),
        sa.Column("told_zone", sa.String(64)),
        sa.Column("on_site", sa.Boolean(), nullable=False),
        sa.Column("leads", sa.String(255), nullable=False),
        sa.Column("quiet_since", sa.Time()),
        sa.Column("quiet_until", sa.Time()),
        sa.Column("digest", sa.Time()),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id", name="pk_attendees"),
    )
    op.create_table(
        "stars",
        *_owner(),
        *_session(),
        sa.Column("since", instant, nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("leads", sa.String(255)),
        sa.Column("snoozed_until", instant),
        sa.Column("settled", instant),
        sa.PrimaryKeyConstraint("team_id", "user_id", "schedule_id", "session_id", name="pk_stars"),
    )
    op.create_index("ix_stars_team_id", "stars", ["team_id", "schedule_id", "session_id"])
    op.create_table(
        "follows",
        *_owner(),
        sa.Column("sort", sa.String(16), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("since", instant, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id", "sort", "name", name="pk_follows"),
    )
    op.create_table(
        "ratings",
        *_owner(),
        *_session(),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text()),
        sa.Column("at", instant, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "user_id", "schedule_id", "session_id", name="pk_ratings"),
    )
    op.create_index("ix_ratings_team_id", "ratings", ["team_id", "schedule_id"])


def _owner() -> tuple[sa.Column[str], ...]:
    return sa.Column("team_id", sa.String(32), nullable=False), sa.Column("user_id", sa.String(32), nullable=False)


def _session() -> tuple[sa.Column[str], ...]:
    names = ("schedule_id", "session_id")
    return tuple(sa.Column(name, sa.String(255), nullable=False) for name in names)


def downgrade() -> None:
    for table in ("ratings", "follows", "stars", "attendees"):
        op.drop_table(table)
