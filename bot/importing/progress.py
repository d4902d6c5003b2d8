"""A bar on the terminal for what takes longer than a second."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TextIO

import click

from bot.importing.decode import LARGEST
from bot.importing.fetch import Report

PATIENCE = 1.0
"""Seconds before a bar is of use."""


@contextmanager
def progress(stream: TextIO, monotonic: Callable[[], float] = time.monotonic) -> Iterator[Report]:
    """What may be told how many bytes came; it shows nothing where nobody looks."""
    began = monotonic()
    bars: list[Any] = []

    def report(done: int, of: int | None) -> None:
        if not stream.isatty() or monotonic() - began < PATIENCE:
            return
        if not bars:
            bars.append(shown.enter_context(click.progressbar(length=of or LARGEST, label="Fetching", file=stream)))
        bars[0].update(done - bars[0].pos)

    with ExitStack() as shown:
        yield report
