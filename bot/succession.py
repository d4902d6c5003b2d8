"""People's stars go on where a schedule's file names sessions anew, splits or merges them; and its changes are told."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import RLock

from bot.clock import Clock
from bot.files.read import read_text
from bot.files.write import text_of_schedule
from bot.newsroom import Newsroom
from bot.outbox.news import News
from bot.programme import Programme
from bot.schedule.model import Schedule
from bot.schedule.succession import successions
from bot.store.known import KnownSchedules

log = logging.getLogger(__name__)


@dataclass(slots=True)
class SuccessionKeeper:
    """`tell` shows the organizers what a file has changed of what was live, and the news that there will be of it.

    Who writes a file and shows its change himself has the `turn` until it is taken up. `_seen` are the schedules that
    were looked at last.
    """

    programme: Programme
    known: KnownSchedules
    newsroom: Newsroom
    clock: Clock
    tell: Callable[[Schedule, Schedule, News | None], None]
    turn: RLock = field(default_factory=RLock)
    _seen: tuple[Schedule, ...] = field(default=())

    def run(self, *, show: bool = True) -> bool:
        """Bring stars to the files as they are now; whether some file was different.

        Unless `show`, the organizers know of it.
        """
        with self.turn:
            filed = self.programme.filed
            if filed is self._seen or filed == self._seen:
                return False
            self._seen = filed
            now = self.clock.now()
            changed = tuple(schedule for schedule in filed if self._take_up(schedule, now, show=show))
            return bool(changed)

    def _take_up(self, schedule: Schedule, now: datetime, *, show: bool) -> bool:
        before, after = self.known.document(schedule.id), text_of_schedule(schedule)
        if before is None:
            self.known.add(schedule.id, after)
        if before is None or before == after:
            return False
        was = _read(before, schedule.id)
        moves = {
            one.before.id: tuple(part.id for part in one.after) for one in successions(was, _read(after, schedule.id))
        }
        if not self.known.replace(schedule.id, before, after, moves):
            return False
        log.info("%s: its file was changed; the stars of %d sessions go on under other ids", schedule.id, len(moves))
        live_before = self.programme.as_it_is(was)
        self.newsroom.changed(live_before, now, to_channels=False)
        if show:
            self.tell(live_before, self.programme.as_it_is(schedule), self.newsroom.settling(schedule.id, now))
        return True


def _read(document: str, schedule_id: str) -> Schedule:
    return read_text(document, schedule_id, schedule_id).schedule
