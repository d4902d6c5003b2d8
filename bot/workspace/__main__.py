"""`python -m bot.workspace`: serve a workspace until it is told to end."""

import argparse
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from bot.workspace.rates import UNLIMITED, Rates
from bot.workspace.server import serve
from bot.workspace.workspace import Workspace


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        workspace = Workspace(
            given.channel or ("general", "random"),
            manifest=given.manifest,
            start=given.start,
            speed=given.speed,
            record=given.record,
            rates=UNLIMITED if given.no_rates else Rates(workspace_per_second=given.messages_per_second),
        )
        with serve(workspace, port=given.port, host=given.host) as address:
            _announce(workspace, address)
            ended.wait()
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _announce(workspace: Workspace, address: str) -> None:
    """The address, then what a bot needs in its environment."""
    environment = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "USHER_SLACK_API_URL": f"{address}/api/",
        "USHER_CLOCK_URL": f"{address}/clock",
    }
    sys.stdout.write("".join((f"{address}\n", *(f"{name}={value}\n" for name, value in environment.items()))))
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.workspace", description="A Slack workspace on this machine.")
    add = parser.add_argument
    add("--host", default="127.0.0.1")
    add("--port", type=int, default=8765, help="0 takes a free one")
    add("--manifest", type=Path, help="what the app may do; without one, everything")
    add("--channel", action="append", help="a channel that exists from the start; may be repeated")
    add("--record", type=Path, help="append every API call to this file, a JSON object a line")
    add("--start", type=datetime.fromisoformat, help="the simulated time, with its offset; now if not given")
    add("--speed", type=float, default=1.0, help="simulated seconds for each real one")
    add("--messages-per-second", type=float, default=10.0, help="the workspace-wide limit")
    add("--no-rates", action="store_true", help="no rate limits")
    return parser


if __name__ == "__main__":
    sys.exit(main())
