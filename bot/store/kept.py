"""All that is kept of one workspace."""

from dataclasses import dataclass
from typing import get_type_hints

from sqlalchemy import Engine

from bot.store.amendments import Amendments
from bot.store.announcements import Announcements
from bot.store.answered import AnsweredEvents
from bot.store.arrivals import Arrivals
from bot.store.attendees import Attendees
from bot.store.audit import Audit
from bot.store.feeds import Feeds
from bot.store.known import KnownSchedules
from bot.store.ledger import Ledger
from bot.store.limit import LearntLimit
from bot.store.notices import Notices
from bot.store.personal import PersonalData
from bot.store.posted import Posted
from bot.store.proposals import Proposals, Watches
from bot.store.questions import Questions
from bot.store.ratings import Ratings
from bot.store.revisions import Revisions


@dataclass(frozen=True, slots=True)
class Kept:
    amendments: Amendments
    announcements: Announcements
    answered: AnsweredEvents
    arrivals: Arrivals
    attendees: Attendees
    audit: Audit
    feeds: Feeds
    ledger: Ledger
    limit: LearntLimit
    notices: Notices
    personal: PersonalData
    posted: Posted
    proposals: Proposals
    questions: Questions
    ratings: Ratings
    revisions: Revisions
    schedules: KnownSchedules
    watches: Watches


def kept_of(engine: Engine, team_id: str) -> Kept:
    return Kept(*(store(engine, team_id) for store in get_type_hints(Kept).values()))
