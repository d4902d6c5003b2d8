"""Schedules and changes of them as hypothesis draws them."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from bot.schedule.amendments import (
    Addition,
    Cancellation,
    Change,
    Restoration,
    TakenUp,
    delayed,
    lasting,
    moved,
    relocated,
    swapped,
)
from bot.schedule.model import Kind, Schedule, Session
from tests.schedule.sessions import DAY, at, session


def sessions_of_a_day() -> st.SearchStrategy[tuple[Session, ...]]:
    """Up to eight sessions at five-minute steps, some without an end, some breaks, in two rooms or none."""

    def made(number: int, start: int, length: int | None, room: str | None, kind: Kind) -> Session:
        begins = at("08:00") + timedelta(minutes=5 * start)
        ends = begins + timedelta(minutes=5 * length) if length else None
        return Session(f"s{number}", f"S{number}", kind, DAY, begins, ends, end_stated=ends is not None, room=room)

    one = st.tuples(
        st.integers(0, 100),
        st.none() | st.integers(1, 12),
        st.sampled_from([None, "A", "B"]),
        st.sampled_from([Kind.TALK, Kind.BREAK]),
    )
    return st.lists(one, min_size=1, max_size=8).map(lambda all_: tuple(made(n, *each) for n, each in enumerate(all_)))


@st.composite
def changes_of(draw: st.DrawFn, found: Schedule) -> tuple[Change, ...]:
    one, other = draw(st.sampled_from(found.sessions)), draw(st.sampled_from(found.sessions))
    moment: datetime = at("08:00") + timedelta(minutes=5 * draw(st.integers(0, 100)))
    by = timedelta(minutes=draw(st.integers(1, 60)))
    room = draw(st.sampled_from([None, "A", "B"]))
    changes: tuple[Change, ...] = draw(
        st.sampled_from(
            [
                delayed(found, by, moment, room, draw(st.sampled_from(TakenUp))),
                moved(one, moment),
                swapped(one, other),
                relocated(one, room),
                (Cancellation(one.id),),
                tuple(Restoration(off.id) for off in found.cancelled[:1]) or (Cancellation(one.id),),
                (Addition(session("added", "10:00-11:00")),),
            ]
        )
    )
    return lasting(found, changes)
