"""The schedules in use, and the guide that answers questions about them; swapped as one when anything changes.

A schedule in use is its file, with what organizers have amended since, and what they have answered.
"""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from bot.agenda.agenda import Offer
from bot.files.folder import ScheduleFolder
from bot.questions.ask import Guide
from bot.schedule.amendments import Change, amended
from bot.schedule.model import Faq, Schedule

Learned = tuple[tuple[str, Faq], ...]
Amended = tuple[tuple[str, tuple[Change, ...]], ...]


class Programme:
    """`learned` gives the organizers' answers of the day, each with its schedule's id (empty: all schedules).

    `amendments` gives their changes in force, each with its schedule's id, in the order in which they were made.
    """

    def __init__(
        self,
        folder: ScheduleFolder,
        learned: Callable[[], Learned] = tuple,
        amendments: Callable[[], Amended] = tuple,
    ) -> None:
        self._folder = folder
        self._learned = learned
        self._amendments = amendments
        self._lock = Lock()
        self._known = (learned(), amendments())
        self.guide = self._new_guide()
        self._offers: tuple[Offer, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The schedules as agendas look into them; made once for each state of the files."""
        schedules = self.schedules
        if tuple(offer.schedule for offer in self._offers) != schedules:
            self._offers = tuple(map(Offer, schedules))
        return self._offers

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        return self.guide.schedules

    def schedule(self, schedule_id: str) -> Schedule | None:
        return next((schedule for schedule in self.schedules if schedule.id == schedule_id), None)

    @property
    def filed(self) -> tuple[Schedule, ...]:
        """The schedules as their files tell them."""
        return self._folder.schedules()

    def as_it_is(self, schedule: Schedule) -> Schedule:
        """What a file tells, with what organizers have amended since and answered."""
        learned, amendments = self._known
        changes = tuple(change for schedule_id, each in amendments if schedule_id == schedule.id for change in each)
        answers = tuple(faq for schedule_id, faq in learned if schedule_id in {"", schedule.id})
        return replace(amended(schedule, changes) if changes else schedule, faq=(*schedule.faq, *answers))

    def refresh(self) -> bool:
        """Take up changed files, amendments and answers; whether a schedule is another now."""
        with self._lock:
            changed = self._folder.refresh()
            before, self._known = self._known, (self._learned(), self._amendments())
            if changed or self._known != before:
                self.guide = self._new_guide()
            return changed or self._known[1] != before[1]

    def learn(self) -> None:
        """Take up new answers alone: of changed schedules `refresh` is to tell."""
        with self._lock:
            before, self._known = self._known, (self._learned(), self._known[1])
            if self._known != before:
                self.guide = self._new_guide()

    def _new_guide(self) -> Guide:
        return Guide(tuple(map(self.as_it_is, self._folder.schedules())))
