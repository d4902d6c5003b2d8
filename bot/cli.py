"""The `usher` command: reads its arguments, calls one function, prints. No logic; costly imports are lazy."""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot.errors import UsherError

if TYPE_CHECKING:
    from bot.importing.files import Read
    from bot.settings import Environment

SCHEDULES = Path("schedule_data")
PRINTED = Path("-")


class Zone(click.ParamType[ZoneInfo]):
    name = "zone"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> ZoneInfo:
        from bot.files.format import read_zone

        try:
            return read_zone(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from bot.files.format import read_date

        try:
            return read_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Iso(click.ParamType[datetime]):
    name = "iso"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is not ISO 8601; write it as in 2020-12-12T14:25 or 2020-12-12T14:25-08:00", param, ctx
            )


@click.group()
@click.version_option(package_name="usher-bot")
def cli() -> None:
    """Usher: a Slack bot for workshop logistics."""


@cli.command()
@click.argument("question", required=False)
@click.option("--schedule", type=click.Path(path_type=Path), help="One schedule file; all of schedule_data/ else.")
@click.option(
    "--at", type=Iso(), help="When it is asked (ISO 8601; without an offset, on the event's clock). Now else."
)
@click.option("--tz", type=Zone(), help="The asker's time zone. The event's else.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer's text and sessions as JSON.")
def ask(
    question: str | None, schedule: Path | None, at: datetime | None, tz: ZoneInfo | None, *, as_json: bool
) -> None:
    """Answer QUESTION as the bot would in Slack; without one, whatever is typed, until Ctrl-D."""
    from bot.terminal import as_json_text, as_text, terminal

    here = terminal(schedule or SCHEDULES, at, tz)
    replies = here.converse(_typed()) if question is None else (here.ask(question),)
    for reply in replies:
        click.echo(as_json_text(reply) if as_json else as_text(reply))


def _typed() -> Iterator[str]:
    """The lines of a conversation; prompted for, with a history, where somebody types them."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    import readline  # noqa: F401 - gives input() its history and line editing

    click.echo("Ask about the schedule; a number takes what is offered, Ctrl-D ends it.")
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input("\nusher> ")
    click.echo()


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Tell all that is wrong or doubtful in FILES (all of schedule_data/ else); exit status 1 if one cannot be used."""
    from bot.files.check import report
    from bot.slack.check import channels_known

    lines, usable = report(files or (SCHEDULES,), channels_known(os.environ))
    click.echo("\n".join(lines))
    sys.exit(0 if usable else 1)


@cli.command("import")
@click.argument("source")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, - to print it; named after the event else.",
)
@click.option("--date", "day", type=Day(), help="The day, where the document does not say (year-month-day).")
@click.option("--timezone", "zone", type=Zone(), help="The IANA time zone, where the document does not say.")
@click.option("--format", "form", help="Read it as html, markdown, csv, ical …; told by its content else.")
@click.option("--force", is_flag=True, help="Write over the file; what only it says is kept.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses that are not of the public internet too.")
@click.option(
    "--watch", "watched", is_flag=True, help="Go on: fetch again, tell what changed, and ask before writing it."
)
@click.option(
    "--every", type=click.FloatRange(min=0.1), default=5.0, show_default=True, help="Minutes between two looks."
)
def import_(
    source: str,
    output: Path | None,
    day: date | None,
    zone: ZoneInfo | None,
    form: str | None,
    every: float,
    *,
    force: bool,
    allow_private: bool,
    watched: bool,
) -> None:
    """Write a schedule file from SOURCE, a document or its address; tell by line what is doubtful in it."""
    from bot.files.whole import write_whole
    from bot.importing.files import Source, answered, lines_of, over_file, read_source, target_of
    from bot.importing.progress import progress

    with progress(sys.stderr) as report:
        read = read_source(Source(source, form, day, zone, allow_private), report)
    if read is None:
        return
    if output == PRINTED:
        _print(read, watched=watched)
        return
    target = target_of(read, output, SCHEDULES)
    shown = over_file(read, target) if force or watched else read
    if shown.imported.lacks and sys.stdin.isatty():
        read = answered(read, _ask)
        shown = over_file(read, target) if force or watched else read
    if not (watched and target.exists() and not force):
        write_whole(target, shown.imported.text, force=force)
        click.echo("\n".join(lines_of(shown.imported, target)))
    if watched:
        _watch(read, target, every)


def _print(read: "Read", *, watched: bool) -> None:
    """Print what was read, and what is doubtful in it to the terminal alone."""
    from bot.importing.files import answered, lines_of

    if watched:
        raise UsherError("--watch writes to a file; name one with -o")
    read = answered(read, _ask) if read.imported.lacks and sys.stdin.isatty() else read
    click.echo(read.imported.text, nl=False)
    click.echo("\n".join(lines_of(read.imported, PRINTED)), err=True)


def _watch(read: "Read", target: Path, every: float) -> None:
    from bot.importing.watch import Terminal, watch

    def wait() -> bool:
        time.sleep(every * 60)
        return True

    with suppress(KeyboardInterrupt):
        watch(read, target, Terminal(click.echo, click.confirm if sys.stdin.isatty() else None), wait)


def _ask(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False))


ENV_FILE = click.option(
    "--env-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Settings to read; .env else."
)


def _environment(env_file: Path | None) -> "Environment":
    """The settings of the file, and of the environment, which go before them."""
    from bot.settings import read_env_file

    return {**read_env_file(env_file or Path(".env")), **os.environ}


@cli.command()
@ENV_FILE
def serve(env_file: Path | None) -> None:
    """Run the bot on Slack over Socket Mode; settings come from the environment and .env."""
    from bot.app import serve as run
    from bot.settings import settings_of

    settings = settings_of(_environment(env_file))
    _log(settings.log_level)
    run(settings)


def _log(level: str) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(level)
    logging.getLogger("slack_sdk.web").setLevel(logging.CRITICAL)  # a call that fails is told of by whoever made it


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Exit status 1 for warnings too.")
@ENV_FILE
def doctor(env_file: Path | None, *, as_json: bool, strict: bool) -> None:
    """Look at all that the bot runs on, with the settings of `usher serve`; tell what is wrong, and its remedy.

    Exit status 1 if something keeps the bot from working, or reminders from being right.
    """
    from bot.checkup import checked
    from bot.doctor.text import as_json as json_of
    from bot.doctor.text import lines_of
    from bot.settings import settings_and_faults

    report = checked(*settings_and_faults(_environment(env_file)))
    click.echo(json_of(report) if as_json else "\n".join(lines_of(report)))
    sys.exit(0 if report.is_well(strict=strict) else 1)


@cli.command()
@click.option("--schedule", help="One schedule, by its file or name; all of them else.")
@click.option("--as", "form", type=click.Choice(["text", "json", "svg"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; printed else.")
@click.option("--force", is_flag=True, help="Write over the file.")
@click.option("--at", type=Iso(), help="From when on (ISO 8601; without an offset, on the event's clock). Now else.")
@click.option("--tz", type=Zone(), help="The time zone to show beside the event's.")
@click.option("--team", help="The workspace (T…), where the database is of several.")
@ENV_FILE
def preview(
    schedule: str | None,
    form: str,
    output: Path | None,
    at: datetime | None,
    tz: ZoneInfo | None,
    team: str | None,
    env_file: Path | None,
    *,
    force: bool,
) -> None:
    """Tell every message that will go out by itself: when, to whom, in which words. Nothing is sent."""
    from bot.files.whole import write_whole
    from bot.forecast import forecast, told
    from bot.settings import settings_and_faults

    settings, _ = settings_and_faults(_environment(env_file))
    text = told(forecast(settings, schedule, team, at, tz), form, tz)
    if output is None:
        click.echo(text, nl=False)
        return
    write_whole(output, text, force=force)
    click.echo(f"{output}: written")


@cli.command()
@click.argument("schedule", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; printed else.")
@click.option("--force", is_flag=True, help="Write over the file.")
@click.option("--team", help="The workspace (T…), where the database is of several.")
@ENV_FILE
def export(schedule: str | None, output: Path | None, team: str | None, env_file: Path | None, *, force: bool) -> None:
    """Write SCHEDULE (a file, or its name) with all that organizers have changed in Slack since."""
    from bot.files.whole import write_whole
    from bot.offline import exported
    from bot.settings import settings_and_faults

    settings, _ = settings_and_faults(_environment(env_file))
    text = exported(settings.schedules, schedule, settings.database_url, team)
    if output is None:
        click.echo(text, nl=False)
        return
    write_whole(output, text, force=force)
    click.echo(f"{output}: written")


@cli.command()
@click.option("--channel", required=True, help="Where all of it is said: a channel that the bot is in.")
@click.option("--schedule", help="A schedule file, or its name; the event that is on or comes next else.")
@click.option("--day", type=Day(), help="The day (year-month-day); the event's next one else.")
@click.option(
    "--speed", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Event seconds a second."
)
@click.option("--keep", "kept", is_flag=True, help="Leave the messages in the channel.")
@ENV_FILE
def rehearse(
    channel: str, schedule: str | None, day: date | None, speed: float, env_file: Path | None, *, kept: bool
) -> None:
    """Say all that would go out by itself on a whole day, sped up, in one CHANNEL of the real workspace.

    Each message tells to whom it would go, and when. Nobody else hears of it, no button of it does anything, what the
    bot keeps stays as it is, and at the end (after Ctrl-C too) all messages are deleted again. Of the tokens only the
    bot's is needed.
    """
    from bot.rehearsal.parts import Wanted
    from bot.rehearsal.rehearse import rehearse as run
    from bot.settings import settings_of

    settings = settings_of(_environment(env_file), spare=frozenset({"app_token"}))
    _log(settings.log_level)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(0 if run(settings, Wanted(channel, schedule, day, speed, kept), click.echo) else 1)


@cli.command()
@click.option(
    "--event", default="mlforsystems-2020", show_default=True, help="A schedule of schedule_data/, by file name."
)
@click.option(
    "--speed", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Event seconds a second."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The page's port.")
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every API call to this file, a JSON line each.",
)
def demo(event: str, speed: float, port: int, record: Path | None) -> None:
    """Run the bot on a Slack workspace of this machine, shortly before EVENT opens."""
    from bot.demo import run
    from bot.settings import MANIFEST

    run(SCHEDULES, MANIFEST, event, speed, port, record)


@cli.command()
def manifest() -> None:
    """Print the Slack app's manifest."""
    from bot.settings import MANIFEST

    click.echo(MANIFEST.read_text(encoding="utf-8"), nl=False)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of schedule files."""
    import json

    from bot.files.format import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def main() -> None:
    try:
        cli()
    except UsherError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
