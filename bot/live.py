"""Live changes: what organizers order while the day runs → proposed, previewed, applied, told, and taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.errors import NotAllowedError, OrderError
from bot.files.changes import changes_text, read_changes
from bot.files.write import text_of_schedule
from bot.newsroom import Newsroom
from bot.orders.kept import Ordered, ordered_text, read_ordered
from bot.orders.order import Order, otherwise
from bot.orders.plan import Planning
from bot.orders.recall import recalled
from bot.organizers import Organizers
from bot.outbox.announcing import rescheduled
from bot.outbox.editing import Editing
from bot.outbox.news import News, concerned, due_for
from bot.outbox.planner import Planner
from bot.phrases import Zones, plain
from bot.programme import Amended, Programme
from bot.questions.prompts import in_focus
from bot.schedule.amendments import amended, clashes
from bot.schedule.difference import difference
from bot.schedule.model import Schedule, Session
from bot.slack.live import Preview
from bot.store.amendments import Amendment, Amendments, Stage
from bot.store.announcements import Announcements
from bot.store.attendees import Attendees
from bot.store.audit import Act, Audit
from bot.wording import summary

MOST_LOGGED = 20


@dataclass(frozen=True, slots=True)
class LiveChanges:
    programme: Programme
    planner: Planner
    amendments: Amendments
    newsroom: Newsroom
    attendees: Attendees
    editing: Editing
    announcements: Announcements
    audit: Audit
    organizers: Organizers
    clock: Clock

    def propose(self, orders: tuple[Order, ...], user: str, preferred: str | None = None) -> Preview:
        """What orders would do; nothing is changed yet. Raises OrderError or NotAllowedError."""
        self.organizers.require(user)
        now = self.clock.now()
        planning = Planning(self.programme.guide, self._preferred(preferred, now), now)
        return self._proposals(planning, orders, user)

    def show(self, amendment_id: int, other_id: int | None, user: str) -> Preview:
        """A proposal again, with the other way to do it; anew where the schedule has changed since."""
        self.organizers.require(user)
        amendment = self._proposed(amendment_id)
        if self._is_stale(amendment):
            return self._anew(amendment, user)
        return self._preview(amendment, self.amendments.get(other_id) if other_id is not None else None)

    def apply(self, amendment_id: int, user: str, *, at_once: bool = False) -> Preview:
        """Make the change, and tell those concerned once it has settled, or at once.

        Where the schedule is another than it was shown of, nothing is changed: it is proposed anew.
        """
        self.organizers.require(user)
        amendment, now = self._proposed(amendment_id), self.clock.now()
        if self._is_stale(amendment):
            return self._anew(amendment, user)
        before = self._schedule(amendment)
        self.newsroom.changed(before, now, at_once=at_once)
        self._bring(amendment, Stage.PROPOSED, Stage.APPLIED, user, now)
        return replace(self._taken_up(amendment, before, user, "changed"), at_once=at_once)

    def undo(self, amendment_id: int, user: str) -> Preview:
        """Take a change back: the schedule is as it would be without it."""
        self.organizers.require(user)
        amendment, now = self._get(amendment_id), self.clock.now()
        before = self._schedule(amendment)
        if amendment.stage is Stage.APPLIED:
            self.newsroom.changed(before, now)
        self._bring(amendment, Stage.APPLIED, Stage.UNDONE, user, now)
        return self._taken_up(amendment, before, user, "undid")

    def drop(self, amendment_id: int, user: str) -> Preview:
        self.organizers.require(user)
        amendment = self._proposed(amendment_id)
        self._bring(amendment, Stage.PROPOSED, Stage.DROPPED, user, self.clock.now())
        return self._preview(self._get(amendment_id))

    def tell_now(self, amendment_id: int, user: str) -> Preview:
        """Do not wait for further changes; all that is settling is told."""
        self.organizers.require(user)
        amendment, now = self._get(amendment_id), self.clock.now()
        news = self.newsroom.settling(amendment.schedule_id, now)
        if news is None:
            raise NotAllowedError("Nothing waits to be told any more.")
        seen = self._seen(amendment, news.before, news.after)
        self.newsroom.hasten(amendment.schedule_id, now)
        self.planner.run()
        return replace(seen, at_once=True)

    def orderable(self, user: str, preferred: str | None = None) -> Schedule:
        """The schedule that an organizer's order is about."""
        self.organizers.require(user)
        return self._preferred(preferred, self.clock.now())

    def tell_channels(self, number: int, user: str) -> None:
        """Tell the channels too what a file has changed; those who starred it are told anyway."""
        self.organizers.require(user)
        self.newsroom.notices.widen(number)
        self.planner.run()
        self.audit.note(Act(user, self.clock.now(), "had the channels told what a schedule's file has changed"))

    def exported(self, user: str, preferred: str | None = None) -> tuple[Schedule, str]:
        """A schedule, and the text of its file with all that is amended."""
        self.organizers.require(user)
        chosen = self._preferred(preferred, self.clock.now())
        filed = next(schedule for schedule in self.programme.filed if schedule.id == chosen.id)
        changes = (change for one in self.amendments.applied(chosen.id) for change in read_changes(one.changes))
        return chosen, text_of_schedule(amended(filed, changes))

    def in_force(self, user: str, preferred: str | None = None) -> tuple[Amendment, ...]:
        """What was changed and not taken back, the last first."""
        self.organizers.require(user)
        schedule = self._preferred(preferred, self.clock.now())
        return tuple(reversed(self.amendments.applied(schedule.id)))

    def undo_last(self, user: str, preferred: str | None = None) -> Preview | None:
        """Take back what was changed last; None where they may mean what they have starred since."""
        applied = self.in_force(user, preferred)
        if not applied:
            own = "Of your own agenda write “undo my last star”."
            raise NotAllowedError(f"There is nothing to undo: the schedule is as its file says. {own}")
        starred = any(star.since >= applied[0].at for star in self.attendees.get(user).stars)
        return None if starred else self.undo(applied[0].id, user)

    def undo_named(self, what: str, user: str, preferred: str | None = None) -> Preview | None:
        """Take back the one change in force that the words mean; None where they mean none, or several."""
        meant = [one for one in self.in_force(user, preferred) if recalled(what, one.summary)]
        return self.undo(meant[0].id, user) if len(meant) == 1 else None

    def log(self, user: str) -> tuple[Act, ...]:
        """What organizers did, the last first."""
        self.organizers.require(user)
        return self.audit.latest(MOST_LOGGED)

    def due(self) -> None:
        """Plan what is to be told now that it has settled."""
        if self.newsroom.has_become_due(self.clock.now()):
            self.planner.run()

    def timezone(self, preferred: str | None = None) -> ZoneInfo | None:
        """The zone of the schedule of the conversation or in focus, if there is one."""
        schedule = self.programme.schedule(preferred) if preferred else None
        found = schedule or in_focus(self.programme.schedules, self.clock.now())
        return found.timezone if found else None

    def forget(self, before: datetime) -> None:
        """Forget old proposals, and what was told long ago."""
        self.amendments.forget(before)
        self.newsroom.notices.forget(before)

    def _proposals(self, planning: Planning, orders: tuple[Order, ...], user: str) -> Preview:
        """What is ordered, and the other way to do it."""
        amendment = self._propose(planning, orders, user)
        others = tuple(map(otherwise, orders))
        other = self._propose(planning, others, user) if others != orders else amendment
        return self._preview(amendment, other if other.changes != amendment.changes else None)

    def _propose(self, planning: Planning, orders: tuple[Order, ...], user: str) -> Amendment:
        plan = planning.plan(*orders)
        text, kept = changes_text(plan.changes), ordered_text(Ordered(orders, planning.pins))
        basis = basis_of(plan.schedule)
        return self.amendments.propose(plan.schedule.id, plan.summary, text, kept, basis, user, planning.now)

    def _is_stale(self, amendment: Amendment) -> bool:
        """Whether the schedule is another than what it was proposed of."""
        return basis_of(self._schedule(amendment)) != amendment.basis

    def _anew(self, amendment: Amendment, user: str) -> Preview:
        """What was ordered, of the schedule as it is now: times that were said stay, those that were shifted do not.

        Its words mean what they meant when it was ordered.
        """
        ordered = read_ordered(amendment.orders)
        planning = Planning(self.programme.guide, self._schedule(amendment), amendment.at, dict(ordered.pins))
        found = self._proposals(planning, ordered.orders, user)
        self._bring(amendment, Stage.PROPOSED, Stage.DROPPED, user, self.clock.now())
        return replace(found, is_anew=True)

    def _taken_up(self, amendment: Amendment, before: Schedule, user: str, verb: str) -> Preview:
        self.programme.refresh()
        self.planner.run()
        self.editing.run()
        after = self._schedule(amendment)
        was, became = told_of(before, after)
        self.audit.note(Act(user, self.clock.now(), f"{verb}: {amendment.summary}", was, became))
        return self._seen(self._get(amendment.id), before, after)

    def _preview(self, amendment: Amendment, other: Amendment | None = None) -> Preview:
        before = self._schedule(amendment)
        return self._seen(amendment, before, amended(before, read_changes(amendment.changes)), other)

    def _seen(self, amendment: Amendment, before: Schedule, after: Schedule, other: Amendment | None = None) -> Preview:
        news = News(0, before, after, self.clock.now())
        listeners = self.planner.audience(after.posting)
        found = difference(before, after)
        parts = news.parts(self.planner.roster())
        people = [one for one in concerned(self.attendees.all(), parts) if due_for(news, one, parts)]
        return Preview(
            amendment=amendment,
            before=before,
            after=after,
            found=found,
            clashes=clashes(before, after),
            channels=tuple(one.recipient for one in listeners if news.for_listener(one)),
            people=len(people),
            edits=self.editing.affected(after.id, found.touched),
            announced=rescheduled(self.announcements.beside_sessions(after.id), before, after),
            other=other,
        )

    def _proposed(self, amendment_id: int) -> Amendment:
        """A proposal; raises NotAllowedError where it is none any more."""
        amendment = self._get(amendment_id)
        if amendment.stage is not Stage.PROPOSED:
            raise self._too_late(amendment)
        return amendment

    def _get(self, amendment_id: int) -> Amendment:
        amendment = self.amendments.get(amendment_id)
        if amendment is None:
            raise NotAllowedError("I do not know that change any more; please order it again.")
        return amendment

    def _bring(self, amendment: Amendment, before: Stage, after: Stage, user: str, now: datetime) -> None:
        """Raises NotAllowedError where somebody else was faster."""
        if not self.amendments.bring(amendment.id, before, after, user, now):
            raise self._too_late(self._get(amendment.id))

    def _too_late(self, amendment: Amendment) -> NotAllowedError:
        done = {
            Stage.PROPOSED: "not applied",
            Stage.APPLIED: "applied already",
            Stage.UNDONE: "taken back already",
            Stage.DROPPED: "dropped, or shown anew below",
        }
        return NotAllowedError(f"{amendment.summary}: that was {done[amendment.stage]}.")

    def _schedule(self, amendment: Amendment) -> Schedule:
        schedule = self.programme.schedule(amendment.schedule_id)
        if schedule is None:
            raise NotAllowedError(f"The schedule {amendment.schedule_id} is not in use any more.")
        return schedule

    def _preferred(self, schedule_id: str | None, now: datetime) -> Schedule:
        """The schedule of the conversation, else the one in focus."""
        chosen = self.programme.schedule(schedule_id) if schedule_id else None
        found = chosen or in_focus(self.programme.schedules, now)
        if found is None:
            several = "Several schedules are in use; say it in the channel of the one that you mean."
            raise OrderError(several if self.programme.schedules else "There is no schedule yet; import one first.")
        return found


def basis_of(schedule: Schedule) -> str:
    """What tells a schedule from any other state of it."""
    return sha256(text_of_schedule(schedule).encode()).hexdigest()


def told_of(before: Schedule, after: Schedule) -> tuple[str, str]:
    """What is told otherwise, as it was and as it is, a line a session."""
    found = difference(before, after)
    changed = [(_line(change.before, before), _line(change.after, after)) for change in found.changed]
    told = [(was, now) for was, now in changed if was != now]
    was = (*(each for each, _ in told), *(_line(one, before) for one in found.removed))
    now = (*(each for _, each in told), *(_line(one, after) for one in found.added))
    return "\n".join(was), "\n".join(now)


def _line(session: Session, schedule: Schedule) -> str:
    return plain(summary(session, with_day=True), Zones(schedule.timezone))


def in_force(amendments: Amendments) -> Amended:
    """The changes in force, as a programme takes them up."""
    return tuple((one.schedule_id, read_changes(one.changes)) for one in amendments.applied())
