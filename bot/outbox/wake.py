"""APScheduler wakes the deliverer, the planner, who looks at files and pages, and the janitor. It holds no truth."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from apscheduler.schedulers.background import BackgroundScheduler

DELIVER_EVERY = 1.0
PLAN_EVERY = 60.0
REFRESH_EVERY = 5.0
TIDY_EVERY = 3600.0
LOOK_EVERY = 300.0
"""Real seconds."""


@dataclass(frozen=True, slots=True)
class Wakers:
    """What is woken, and how often; a run that takes longer than its interval is not run beside itself."""

    deliver: Callable[[], object]
    plan: Callable[[], object]
    refresh: Callable[[], object]
    tidy: Callable[[], object]
    look: Callable[[], object]
    deliver_every: float = DELIVER_EVERY
    look_every: float = LOOK_EVERY
    refresh_every: float = REFRESH_EVERY


def start(wakers: Wakers) -> BackgroundScheduler:
    # It warns whenever a run outlasts its interval, which a delivery at Slack's pace does each time.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for job, seconds in (
        (wakers.deliver, wakers.deliver_every),
        (wakers.plan, PLAN_EVERY),
        (wakers.refresh, wakers.refresh_every),
        (wakers.tidy, TIDY_EVERY),
        (wakers.look, wakers.look_every),
    ):
        scheduler.add_job(job, "interval", seconds=seconds)
    scheduler.start()
    return scheduler
