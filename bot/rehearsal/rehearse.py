"""`usher rehearse`: a whole day, sped up, in one channel of the real workspace, of which nothing stays behind."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from bot.clock import clock_of
from bot.errors import SlackRefusedError
from bot.offline import new_workspace
from bot.outbox.crew import Crew
from bot.outbox.delivery import Posted
from bot.rehearsal.day import load_of
from bot.rehearsal.parts import Rehearsal, Sources, Wanted, connected
from bot.rehearsal.stage import Stage
from bot.rehearsal.words import opening, summary
from bot.settings import Settings
from bot.slack.client import identity, web_client
from bot.slack.directory import Directory
from bot.store.inspection import current
from bot.store.ledger import Row, State

LOOK_AGAIN = 0.1
"""Seconds after which it is seen whether all that is due has gone out."""
MINUTE = 60

Say = Callable[[str], None]


def rehearse(settings: Settings, wanted: Wanted, say: Say) -> bool:
    """Rehearse, and tell of it line by line; whether it leaves nothing behind. Raises UsherError where it cannot begin.

    An interrupt ends it, and what it posted is deleted; one more, and the rest is left behind.
    """
    client = web_client(settings.bot_token, settings.slack_api_url, answers=False)
    who = identity(client)
    directory = Directory(web_client(settings.bot_token, settings.slack_api_url, answers=True))
    channel, place = _channel(directory, wanted.channel)
    with current(settings.database_url) as found, new_workspace(who.team_id) as own, Crew() as crew:
        kept = found.engine if found else own.engine
        sources = Sources(settings, client, directory, who.team_id, kept, own.engine, clock_of(settings.clock_url))
        return _carried_out(connected(wanted, channel, sources, crew, say), wanted, place, crew, say)


def _carried_out(rehearsal: Rehearsal, wanted: Wanted, place: str, crew: Crew, say: Say) -> bool:
    """Say all and take it away again, however it ends; whether nothing is left."""
    stage, script, gone = rehearsal.stage, rehearsal.script, True
    if leftovers := stage.leftovers(place):
        say(f"A rehearsal that was broken off has left {_counted(leftovers)} in {place}.")
        gone = _strike(stage, leftovers, place, say)
    for line in summary(script.day, load_of(script.planned), rehearsal.late, rehearsal.stranded):
        say(line)
    minutes = rehearsal.lasts.total_seconds() / MINUTE
    try:
        stage.open(opening(script.day, wanted.speed, script.messages, minutes, kept=wanted.kept), place)
        _play(rehearsal)
    finally:
        rehearsal.delivery.pace.close()
        crew.shutdown()
        say(_result(rehearsal, place))
        if not wanted.kept:
            gone = _strike(stage, stage.standing(), place, say) and gone
    return gone


def _play(rehearsal: Rehearsal) -> None:
    """Say what is due at each instant of the day, in the words of that instant."""
    for moment in sorted({entry.due_at for entry in rehearsal.script.shown}):
        rehearsal.clock.bring_on(moment)
        while any(_is_open(row) and row.entry.due_at <= moment for row in rehearsal.delivery.ledger.rows()):
            rehearsal.delivery.run()
            time.sleep(LOOK_AGAIN)


def _is_open(row: Row) -> bool:
    return row.state in {State.PENDING, State.CLAIMED}


def _result(rehearsal: Rehearsal, place: str) -> str:
    """How many messages were posted, and what became of the others."""
    ended = {(row.entry.key.recipient, row.entry.bundle): row for row in rehearsal.delivery.ledger.rows()}.values()
    sent = sum(1 for row in ended if row.state is State.SENT)
    refused = {row.reason or row.state.value for row in ended if row.state in {State.FAILED, State.EXPIRED}}
    reasons = f"; some were refused ({', '.join(sorted(refused))})" if refused else ""
    return f"{sent} of {len(ended)} messages were posted in {place}{reasons}."


def _strike(stage: Stage, standing: tuple[Posted, ...], place: str, say: Say) -> bool:
    """Delete the messages; whether all are gone. What is left is told."""
    say(f"Deleting {_counted(standing)} in {place} …")
    left = dict.fromkeys(standing, "not tried")
    try:
        for posted in standing:
            if reason := stage.take_away(posted):
                left[posted] = reason
            else:
                del left[posted]
    finally:
        for posted, reason in left.items():
            say(f"Still in {place}: the message of {_time_of(posted)} ({reason}); delete it by hand")
    if not left:
        say(f"Nothing is left of it in {place}.")
    return not left


def _counted(messages: tuple[Posted, ...]) -> str:
    return f"{len(messages)} message{'' if len(messages) == 1 else 's'}"


def _time_of(posted: Posted) -> str:
    return f"{datetime.fromtimestamp(float(posted.ts), UTC):%Y-%m-%d %H:%M:%S} UTC"


def _channel(directory: Directory, named: str) -> tuple[str, str]:
    """The channel's id and its #name; raises SlackRefusedError where the bot is not in it."""
    wanted = f"#{named.removeprefix('#')}"
    known = directory.channels()
    if wanted in known and (found := directory.channel_id(wanted)):
        return found, wanted
    if name := directory.channel_name(named):
        return named, name
    others = f"; it is in {', '.join(sorted(known))}" if known else ""
    remedy = f"create it if need be, and /invite the bot{others}"
    raise SlackRefusedError(f"--channel: the bot is in no channel {wanted}; {remedy}")
