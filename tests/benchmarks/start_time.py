"""The start-up of `usher ask`, a whole process with its answer, beside `python -c "import slack_bolt"`.

Both run from byte code, as they do wherever they are installed, even where the environment forbids to write it.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 15
GOAL = 1.5
USHER = (str(Path(sys.executable).parent / "usher"), "ask", "what's next", "--at", "2018-12-08T09:00")
BARE = (sys.executable, "-c", "import slack_bolt")


def report() -> None:
    with tempfile.TemporaryDirectory() as bytecode:
        pairs = _measured({**os.environ, "PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""})
    bare, usher = median(bare for bare, _ in pairs), median(usher for _, usher in pairs)
    ratio = median(usher / bare for bare, usher in pairs)
    print(f"whole processes, median of {ROUNDS}, in turn, milliseconds:")
    print(f'  python -c "import slack_bolt"  {bare * 1e3:6.0f}')
    print(f'  usher ask "what\'s next"        {usher * 1e3:6.0f}   (all five schedules)')
    print(f"  ratio                          {ratio:6.2f}   (goal: at most {GOAL})")


def _measured(environment: dict[str, str]) -> list[tuple[float, float]]:
    """The seconds of both, once they have written their byte code."""
    for command in (BARE, USHER):
        _run(command, environment)
    return [(_run(BARE, environment), _run(USHER, environment)) for _ in range(ROUNDS)]


def _run(command: tuple[str, ...], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - begun
