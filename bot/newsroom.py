"""The changes of schedules that those concerned are told of: from a kept notice to the news and back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from bot.files.read import read_text
from bot.files.write import text_of_schedule
from bot.outbox.news import USE, News
from bot.programme import Programme
from bot.schedule.model import Schedule
from bot.store.notices import Notice, Notices

SETTLING = timedelta(minutes=2)
"""How long a change waits for further ones before it is told."""
MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class Newsroom:
    """News are made once for each state of the schedules: thousands may be told of one."""

    programme: Programme
    notices: Notices
    _due: set[int] = field(default_factory=set)
    _made: dict[int, tuple[Notice, News]] = field(default_factory=dict)

    def changed(self, before: Schedule, now: datetime, *, at_once: bool = False, to_channels: bool = True) -> None:
        """A schedule that was so is about to change: those concerned are told once it has settled."""
        self.notices.changed(before.id, text_of_schedule(before), now, SETTLING, to_channels=to_channels)
        if at_once:
            self.hasten(before.id, now)

    def hasten(self, schedule_id: str, now: datetime) -> None:
        """Tell now what is settling."""
        self.notices.hasten(schedule_id, now)

    def news(self, now: datetime) -> tuple[News, ...]:
        """What is due and of use still."""
        return tuple(news for news in self.to_come(now) if news.due_at <= now)

    def to_come(self, now: datetime) -> tuple[News, ...]:
        """The same, and what will be due once it has settled."""
        return tuple(news for notice in self.notices.since(now - USE) if (news := self._news(notice)))

    def numbered(self, number: int, now: datetime) -> News | None:
        return next((news for news in self.news(now) if news.number == number), None)

    def has_become_due(self, now: datetime) -> bool:
        """Whether something has settled that nobody has been told of yet, as far as this process knows."""
        due = frozenset(notice.id for notice in self.notices.since(now - USE) if notice.due_at <= now)
        is_more = not due <= self._due
        self._due.update(due)
        return is_more

    def settling(self, schedule_id: str, now: datetime) -> News | None:
        """What will be told of a schedule, if something is settling."""
        waiting = (one for one in self.notices.since(now) if one.schedule_id == schedule_id and one.due_at > now)
        return next((news for notice in waiting if (news := self._news(notice))), None)

    def _news(self, notice: Notice) -> News | None:
        live = self.programme.schedule(notice.schedule_id)
        after = _read(notice.after, notice.schedule_id) if notice.after is not None else live
        made = self._made.get(notice.id)
        if made and made[0] == notice and made[1].after is after:
            return made[1]
        if after is None:
            return None
        before = _read(notice.before, notice.schedule_id)
        news = News(notice.id, before, after, notice.due_at, to_channels=notice.to_channels)
        self._made[notice.id] = (notice, news)
        return news


@lru_cache(maxsize=MOST_KEPT)
def _read(text: str, schedule_id: str) -> Schedule:
    return read_text(text, schedule_id, schedule_id).schedule
