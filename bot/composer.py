"""What the outbox says: a bundle of its ledger → the message, in the words of the moment at which it goes out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.agenda.agenda import Agenda, agenda_of
from bot.agenda.attendee import Attendee, Ref
from bot.newsroom import Newsroom
from bot.outbox.announcing import announcement_id, stays
from bot.outbox.check_in import Roster
from bot.outbox.editing import KEPT_UP
from bot.outbox.news import NEWS_ID, Item, News
from bot.outbox.personal import PERSONAL, digest_day
from bot.outbox.plan import Listener, Message
from bot.programme import Programme
from bot.schedule.model import Posting, Schedule, Session
from bot.schedule.query import entries
from bot.slack.announcing import announcement_message, receipt_message
from bot.slack.check_in import missing_message, question_message
from bot.slack.news import news_message
from bot.slack.personal import digest, rating_question, reminder
from bot.slack.render import SlackMessage, corrected_reminder, reminder_message
from bot.store.announcements import Announcements
from bot.store.attendees import Attendees
from bot.store.ledger import Key, Ledger, Row
from bot.wording import names


@dataclass(frozen=True, slots=True)
class Composer:
    """`audience` gives the conversations that a schedule is posted to, `reader` the zone that a user reads besides."""

    programme: Programme
    newsroom: Newsroom
    attendees: Attendees
    audience: Callable[[Posting], tuple[Listener, ...]]
    announcements: Announcements
    ledger: Ledger
    roster: Callable[[], Roster]
    reader: Callable[[str], ZoneInfo | None]

    def words(self, rows: tuple[Row, ...], now: datetime) -> SlackMessage | None:
        """The message of a bundle, all of whose rows are of one kind; None where nothing is left to say of it."""
        key = rows[0].entry.key
        if key.kind in PERSONAL:
            return self._personal(rows, now)
        if key.kind == Message.CHANGE:
            return self._news(key, now)
        if key.kind == Message.ANNOUNCEMENT:
            return self._announcement(rows[0])
        if key.kind == Message.RECEIPT:
            return self._receipt(key)
        if key.kind in {Message.CHECK_IN, Message.MISSING}:
            return self._check_in(key, now)
        sessions, _, schedule = self._reminded(rows)
        return reminder_message(Message(key.kind), sessions, schedule, now) if schedule and sessions else None

    def facts(self, rows: tuple[Row, ...]) -> str | None:
        """What a channel's reminder tells of its sessions; None of what is not kept up to date."""
        if rows[0].entry.key.kind == Message.ANNOUNCEMENT:
            announcement = self.announcements.get(announcement_id(rows[0].entry.key))
            return (
                f"{not stays(announcement, rows[0].entry.key)} {announcement.own_times} {announcement.text}"
                if announcement
                else None
            )
        if rows[0].entry.key.kind not in KEPT_UP:
            return None
        on, off, _ = self._reminded(rows)
        told = (f"{one.id} {one.title} {one.start} {one.end} {one.date} {one.room} {names(one.speakers)}" for one in on)
        return "\n".join((*told, *(f"{one.id} is cancelled" for one in off)))

    def edited(self, rows: tuple[Row, ...], now: datetime) -> SlackMessage | None:  # noqa: ARG002 - interface
        """A reminder as it should be now; None where its sessions are gone."""
        if rows[0].entry.key.kind == Message.ANNOUNCEMENT:
            return self._announcement(rows[0])
        on, off, schedule = self._reminded(rows)
        return corrected_reminder(on, off, schedule) if schedule and (on or off) else None

    def _announcement(self, row: Row) -> SlackMessage | None:
        """None where it was withdrawn, or is for other channels now."""
        announcement = self.announcements.get(announcement_id(row.entry.key))
        schedule = self.programme.schedule(row.entry.key.schedule_id)
        if announcement is None or schedule is None or not stays(announcement, row.entry.key):
            return None
        return announcement_message(announcement, schedule, row.entry.due_at)

    def _receipt(self, key: Key) -> SlackMessage | None:
        announcement = self.announcements.get(announcement_id(key))
        rows = self.ledger.rows(key.schedule_id) if announcement else ()
        sent = (row for row in rows if row.entry.key.session_id == key.session_id)
        told = (row for row in sent if row.entry.key.kind == Message.ANNOUNCEMENT)
        return receipt_message(announcement, told) if announcement else None

    def _check_in(self, key: Key, now: datetime) -> SlackMessage | None:
        schedule = self.programme.schedule(key.schedule_id)
        found = (one for one, _ in entries(schedule) if one.id == key.session_id) if schedule else ()
        session = next(iter(found), None)
        silent = self.roster().silent(schedule, session) if schedule and session else ()
        if schedule is None or session is None or not silent:
            return None
        if key.kind == Message.MISSING:
            return missing_message(session, schedule, silent, now)
        reader = self.reader(key.recipient)
        return question_message(session, schedule, reader, now)

    def _reminded(self, rows: tuple[Row, ...]) -> tuple[tuple[Session, ...], tuple[Session, ...], Schedule | None]:
        """The sessions of a bundle that take place, those that were cancelled, and their schedule."""
        schedule = self.programme.schedule(rows[0].entry.key.schedule_id)
        if schedule is None:
            return (), (), None
        wanted = {row.entry.key.session_id for row in rows}
        on, off = (
            tuple(session for session in sessions if session.id in wanted)
            for sessions in (schedule.sessions, schedule.cancelled)
        )
        return on, off, schedule

    def _personal(self, rows: tuple[Row, ...], now: datetime) -> SlackMessage | None:
        attendee = self.attendees.get(rows[0].entry.key.recipient)
        agenda, reader = agenda_of(attendee, self.programme.offers), attendee.preferences.reader()
        kind = rows[0].entry.key.kind
        if kind == Message.DIGEST:
            told = _of_digest(agenda, attendee, rows)
            return digest(told, now, reader) if told.items else None
        refs = {Ref(row.entry.key.schedule_id, row.entry.key.session_id) for row in rows}
        items = tuple(item for item in agenda.items if item.ref in refs)
        if not items:
            return None
        return rating_question(items) if kind == Message.RATING else reminder(items, now, reader)

    def _news(self, key: Key, now: datetime) -> SlackMessage | None:
        news = self.newsroom.numbered(int(key.session_id.removeprefix(NEWS_ID)), now)
        if news is None:
            return None
        listener = next((one for one in self.audience(news.after.posting) if one.recipient == key.recipient), None)
        if listener:
            return _told(news, news.for_listener(listener), None)
        attendee = self.attendees.get(key.recipient)
        is_known = attendee != Attendee(key.recipient)
        reader = attendee.preferences.clock(news.after.timezone) if is_known else self.reader(key.recipient)
        return _told(news, news.for_person(attendee, news.parts(self.roster())), reader or news.after.timezone)


def _of_digest(agenda: Agenda, attendee: Attendee, rows: tuple[Row, ...]) -> Agenda:
    """What is on from the digest's hour until that of the next day."""
    hour = attendee.preferences.digest
    days = {row.entry.key.schedule_id: date.fromisoformat(row.entry.key.session_id) for row in rows}
    if hour is None:
        return Agenda(())
    preferences = attendee.preferences
    return Agenda(
        tuple(item for item in agenda.items if digest_day(item, preferences, hour) == days.get(item.schedule.id))
    )


def _told(news: News, items: tuple[Item, ...], reader: ZoneInfo | None) -> SlackMessage | None:
    return news_message(items, news.before, news.after, reader) if items else None
