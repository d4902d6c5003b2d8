"""The schedules in use, and the guide that answers questions about them; swapped as one when files change."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from bot.agenda.agenda import Offer
from bot.files.folder import ScheduleFolder
from bot.questions.ask import Guide
from bot.schedule.model import Faq, Schedule

Learned = tuple[tuple[str, Faq], ...]


class Programme:
    """`learned` gives the organizers' answers of the day, each with its schedule's id (empty: all schedules)."""

    def __init__(self, folder: ScheduleFolder, learned: Callable[[], Learned] = tuple) -> None:
        self._folder = folder
        self._learned = learned
        self._lock = Lock()
        self._known: Learned = learned()
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

    def refresh(self) -> bool:
        """Take up changed files and new answers; whether a file was different."""
        with self._lock:
            changed = self._folder.refresh()
            self._take_up_answers(anew=changed)
            return changed

    def learn(self) -> None:
        """Take up new answers alone: of changed files `refresh` is to tell."""
        with self._lock:
            self._take_up_answers()

    def _take_up_answers(self, *, anew: bool = False) -> None:
        known = self._learned()
        if anew or known != self._known:
            self._known = known
            self.guide = self._new_guide()

    def _new_guide(self) -> Guide:
        return Guide(tuple(map(self._with_learned, self._folder.schedules())))

    def _with_learned(self, schedule: Schedule) -> Schedule:
        learned = tuple(faq for schedule_id, faq in self._known if schedule_id in {"", schedule.id})
        return replace(schedule, faq=(*schedule.faq, *learned))
