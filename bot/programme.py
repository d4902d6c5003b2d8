"""The schedules in use, and the guide that answers questions about them; swapped as one when files change."""

from collections.abc import Callable
from dataclasses import replace

from bot.files.folder import ScheduleFolder
from bot.questions.ask import Guide
from bot.schedule.model import Faq, Schedule

Learned = tuple[tuple[str, Faq], ...]


class Programme:
    """`learned` gives the organizers' answers of the day, each with its schedule's id (empty: all schedules)."""

    def __init__(self, folder: ScheduleFolder, learned: Callable[[], Learned] = tuple) -> None:
        self._folder = folder
        self._learned = learned
        self._known: Learned = learned()
        self.guide = self._new_guide()

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        return self.guide.schedules

    def schedule(self, schedule_id: str) -> Schedule | None:
        return next((schedule for schedule in self.schedules if schedule.id == schedule_id), None)

    def refresh(self) -> bool:
        """Take up changed files and new answers; whether a file was different."""
        known, changed = self._learned(), self._folder.refresh()
        if changed or known != self._known:
            self._known = known
            self.guide = self._new_guide()
        return changed

    def _new_guide(self) -> Guide:
        return Guide(tuple(map(self._with_learned, self._folder.schedules())))

    def _with_learned(self, schedule: Schedule) -> Schedule:
        learned = tuple(faq for schedule_id, faq in self._known if schedule_id in {"", schedule.id})
        return replace(schedule, faq=(*schedule.faq, *learned))
