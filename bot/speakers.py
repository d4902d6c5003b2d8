"""The check-in of speakers and chairs: who is who in Slack, who has said that they are there, and whom to ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.clock import Clock
from bot.errors import NotAllowedError
from bot.organizers import Organizers
from bot.outbox.check_in import Roster
from bot.outbox.planner import Planner
from bot.programme import Programme
from bot.schedule.model import Person, Schedule
from bot.schedule.names import fold, may_be_one
from bot.schedule.query import end_of, entries
from bot.slack.check_in import match_message, pair_of, thanks_message
from bot.slack.render import SlackMessage
from bot.store.arrivals import Arrival, Arrivals
from bot.store.audit import Act, Audit

PAGE = 200


@dataclass(frozen=True, slots=True)
class Speakers:
    programme: Programme
    arrivals: Arrivals
    planner: Planner
    organizers: Organizers
    audit: Audit
    client: WebClient
    clock: Clock

    def here(self, value: str, user: str) -> SlackMessage:
        """A speaker or chair is there; raises NotAllowedError for anybody else."""
        schedule_id, session_id = pair_of(value)
        schedule = self.programme.schedule(schedule_id)
        found = (one for one, _ in entries(schedule) if one.id == session_id) if schedule else ()
        session = next(iter(found), None)
        if session is None:
            raise NotAllowedError("That session is not on the programme any more.")
        if user not in {known for _, known in roster_of(self.arrivals).expected(session)}:
            raise NotAllowedError("Only its speakers and chairs are asked for.")
        self.arrivals.note(Arrival(schedule_id, session_id, user), self.clock.now())
        self.planner.run()
        return thanks_message(session)

    def unmatched(self, user: str) -> SlackMessage:
        """The speakers and chairs to come whose Slack account nobody has told, each with who it may be."""
        self.organizers.require(user)
        missing = tuple(self._missing())
        accounts = tuple(self._accounts()) if missing else ()
        found = tuple((person, one) for person in missing if (one := _account(person, accounts)))
        known = {person.name for person, _ in found}
        return match_message(found, tuple(person for person in missing if person.name not in known))

    def match(self, value: str, user: str) -> SlackMessage:
        """An organizer tells that somebody has that account."""
        self.organizers.require(user)
        name, account = pair_of(value)
        self.arrivals.match(fold(name), account)
        self.audit.note(Act(user, self.clock.now(), f"told the Slack account of {name}", "", account))
        self.planner.run()
        return self.unmatched(user)

    def _missing(self) -> Iterator[Person]:
        roster, seen = roster_of(self.arrivals), set[str]()
        for person in (person for schedule in self.programme.schedules for person in self._to_come(schedule)):
            if roster.user(person) is None and person.name not in seen:
                seen.add(person.name)
                yield person

    def _to_come(self, schedule: Schedule) -> Iterator[Person]:
        now = self.clock.now()
        for session, _ in entries(schedule) if schedule.posting.check_in else ():
            if (end := end_of(session)) and end > now:
                yield from (*session.speakers, *session.chairs)

    def _accounts(self) -> Iterator[tuple[str, str]]:
        """The names of the workspace's people, folded, each with their id."""
        for page in self.client.users_list(limit=PAGE):
            for user in page["members"]:
                if not (user.get("deleted") or user.get("is_bot")):
                    profile = user.get("profile", {})
                    names = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"))
                    yield from ((fold(name), user["id"]) for name in dict.fromkeys(names) if name)


def roster_of(arrivals: Arrivals) -> Roster:
    return Roster(arrivals.accounts(), arrivals.all())


def _account(person: Person, accounts: tuple[tuple[str, str], ...]) -> str | None:
    """The user of that very name, else the only one of a name that may be the same."""
    name = fold(person.name)
    same = {user for known, user in accounts if known == name}
    alike = same or {user for known, user in accounts if may_be_one(known, name)}
    return next(iter(alike)) if len(alike) == 1 else None
