"""An attendee as far as they have told: what they starred and follow, and how they want to be told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DEFAULT_LEADS = (10,)
LONGEST_LEAD = 24 * 60
"""Minutes: a reminder of tomorrow is the digest's."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From a time of day until another, on the person's own clock; past midnight where `until` comes first."""

    since: time
    until: time

    def hold(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether nothing may be said at the moment."""
        clock = moment.astimezone(zone).time()
        if self.since <= self.until:
            return self.since <= clock < self.until
        return clock >= self.since or clock < self.until

    def over(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The first instant from the moment on at which they do not hold, in UTC."""
        if not self.hold(moment, zone):
            return moment
        local = moment.astimezone(zone)
        day = local.date() if local.time() < self.until else local.date() + timedelta(days=1)
        ends = datetime.combine(day, self.until, zone)
        # Where clocks are put back past `until`, it is on the wall twice: the one that is still to come counts.
        return next((end for end in _both(ends) if end > moment), moment)


def _both(local: datetime) -> tuple[datetime, datetime]:
    """The instants, in UTC, at which the clock on the wall shows it: the same but where clocks are put back."""
    return local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person wants to be told.

    `zone` is what they set, `profile_zone` what their Slack profile last said, `told_zone` the profile's zone that
    they were told disagrees with theirs. `leads` are minutes before a start. `digest` is on their own clock.
    `muted` is until they say otherwise, `muted_until` by itself over at that instant.
    """

    zone: ZoneInfo | None = None
    profile_zone: ZoneInfo | None = None
    told_zone: ZoneInfo | None = None
    on_site: bool = False
    leads: tuple[int, ...] = DEFAULT_LEADS
    quiet: QuietHours | None = None
    digest: time | None = None
    muted: bool = False
    muted_until: datetime | None = None

    def is_muted(self, now: datetime) -> bool:
        return self.muted or bool(self.muted_until and now < self.muted_until)

    def may_hear(self, moment: datetime, event: ZoneInfo) -> datetime:
        """The first instant from the moment on at which they want to be told something of an event of that zone."""
        heard = max(moment, self.muted_until or moment)
        return self.quiet.over(heard, self.clock(event)) if self.quiet else heard

    def reader(self) -> ZoneInfo | None:
        """The clock that they read beside the event's; None where they go by the event's alone."""
        return None if self.on_site else self.zone or self.profile_zone

    def clock(self, event: ZoneInfo) -> ZoneInfo:
        """The clock that their quiet hours and their digest go by."""
        return self.reader() or event


@dataclass(frozen=True, slots=True)
class Star:
    """A session, or a nested talk, that a person has starred, or (not `wanted`) has taken off their agenda.

    `since` is when they did; what was due before is not said. `leads` are this session's own, in minutes.
    `settled` is the start for which they said that they are on their way.
    """

    schedule_id: str
    session_id: str
    since: datetime
    wanted: bool = True
    leads: tuple[int, ...] | None = None
    snoozed_until: datetime | None = None
    settled: datetime | None = None

    @property
    def ref(self) -> Ref:
        return Ref(self.schedule_id, self.session_id)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Which session, or nested talk, of which schedule."""

    schedule_id: str
    session_id: str


class Sort(StrEnum):
    """What can be followed."""

    SPEAKER = "speaker"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Follow:
    """Somebody by name, or a topic by its words, of whatever schedule; sessions that come later count too."""

    sort: Sort
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Attendee:
    user: str
    preferences: Preferences = Preferences()
    stars: tuple[Star, ...] = ()
    follows: tuple[Follow, ...] = ()

    def star(self, ref: Ref) -> Star | None:
        return next((star for star in self.stars if star.ref == ref), None)

    def starred_last(self, since: datetime) -> tuple[Star, ...]:
        """What they starred, or took off their agenda, last and at once; none before that instant.

        Not what a follow has put on it, which is since then.
        """
        followed = {follow.since for follow in self.follows}
        told = tuple(star for star in self.stars if star.since >= since and star.since not in followed)
        last = max((star.since for star in told), default=None)
        return tuple(star for star in told if star.since == last)
