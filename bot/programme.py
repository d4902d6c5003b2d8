"""The schedules in use, and the guide that answers questions about them; swapped as one when files change."""

from bot.files.folder import ScheduleFolder
from bot.questions.ask import Guide
from bot.schedule.model import Schedule


class Programme:
    def __init__(self, folder: ScheduleFolder) -> None:
        self._folder = folder
        self.guide = Guide(folder.schedules())

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        return self.guide.schedules

    def schedule(self, schedule_id: str) -> Schedule | None:
        return next((schedule for schedule in self.schedules if schedule.id == schedule_id), None)

    def refresh(self) -> bool:
        """Take up changed files; whether anything is different now."""
        changed = self._folder.refresh()
        if changed:
            self.guide = Guide(self._folder.schedules())
        return changed
