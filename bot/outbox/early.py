"""When to begin what is due later, so that its last message is out in time. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from bot.store.ledger import Waiting

LEEWAY = timedelta(seconds=5)
"""So much sooner than the rate alone asks for."""


def begin_until(waiting: Iterable[Waiting], rate: float, now: datetime) -> datetime:
    """The instant up to which all that is due must be begun now, at so many messages a second; `now` if nothing must.

    What is due before takes its time too; what may not go out before it is due itself is no reason to begin early.
    """
    until, before = now, 0
    for due_at, group in groupby(sorted(waiting), attrgetter("due_at")):
        of_instant = tuple(group)
        early = sum(each.messages for each in of_instant if each.opens_at < due_at)
        if early and due_at - timedelta(seconds=(before + early) / rate) - LEEWAY <= now:
            until = max(until, due_at)
        before += sum(each.messages for each in of_instant)
    return until
