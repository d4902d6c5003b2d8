"""Questions as data: asked/<schedule>.yaml holds moments, questions, and all that the answers must say."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.questions.asking import ask, headline, ids

TEN = 10
"""So many sessions a case lists at most; `more` tells how many are left."""

SETS = sorted((Path(__file__).parent / "asked").glob("*.yaml"))


def cases() -> list[Any]:
    found = []
    for path in SETS:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in written["questions"]:
            at, tz = case.get("at", written["at"]), case.get("tz")
            found.append(pytest.param(path.stem, at, tz, case, id=f"{path.stem}, {at}, {tz}: {case['ask']}"))
    return found


@pytest.mark.parametrize(("schedule", "at", "tz", "case"), cases())
def test_question_is_answered(schedule: str, at: str, tz: str | None, case: dict[str, Any]) -> None:
    answer = ask(schedule, at, case["ask"], tz, page=TEN)
    told = (headline(answer, tz), ids(answer), answer.more)
    assert told == (case["says"], case.get("sessions", []), case.get("more", 0))


def test_question_set_is_large() -> None:
    assert len(cases()) >= 600
