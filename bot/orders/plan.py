"""An organizer's orders, each after the other → the changes of a schedule that they mean. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import OrderError
from bot.orders.naming import Naming
from bot.orders.order import Order
from bot.orders.step import Step
from bot.questions.ask import Guide
from bot.schedule.amendments import Change, amended, lasting
from bot.schedule.model import Schedule


@dataclass(frozen=True, slots=True)
class Plan:
    """What orders come to: the schedule as it is, the changes, and a line that says what is ordered."""

    schedule: Schedule
    summary: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """Finds what orders mean. `preferred` is the schedule of the conversation, `now` when it is ordered.

    `pins` are those of `Naming`.
    """

    guide: Guide
    preferred: Schedule
    now: datetime
    pins: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def plan(self, *orders: Order) -> Plan:
        """What the orders come to, each after the other; raises OrderError, with a remedy, for what is not clear."""
        steps: list[Plan] = []
        planning = self
        for order in orders:
            steps.append(planning.step(order))
            planning = planning.after(steps[-1])
        if len({step.schedule.id for step in steps}) > 1:
            raise OrderError("That is of two events; order each by itself.")
        changes = tuple(change for step in steps for change in step.changes)
        return Plan(steps[0].schedule, "; ".join(step.summary for step in steps), changes)

    def step(self, order: Order) -> Plan:
        """What one order comes to; raises OrderError where it changes nothing."""
        schedule, summary, changes = Step(Naming(self.guide, self.preferred, self.now, self.pins)).planned(order)
        if amended(schedule, changes) == schedule:
            raise OrderError(f"{summary}: nothing changes by that.")
        return Plan(schedule, summary, lasting(schedule, changes))

    def after(self, plan: Plan) -> Planning:
        """The same, once a plan is carried out."""
        changed = amended(plan.schedule, plan.changes)
        schedules = tuple(changed if one.id == changed.id else one for one in self.guide.schedules)
        preferred = changed if self.preferred.id == changed.id else self.preferred
        return Planning(Guide(schedules), preferred, self.now, self.pins)
