"""What a rehearsal says of each message: to whom it would go, and when; in the channel and in the terminal."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.phrases import Moment, Phrase, Strong, Zones, day_name, plain
from bot.rehearsal.day import Day, Load
from bot.slack.markup import heard
from bot.slack.rehearsal import APART, Names, marked_message
from bot.slack.render import SlackMessage, phrase_message
from bot.store.ledger import Row
from bot.wording import joined

THEIR_TIME = re.compile(r" \(<!date[^>]*> for you\)")
LONGEST = 100
"""Characters of a message that a line of the terminal shows."""


@dataclass(frozen=True, slots=True)
class Marks:
    """`composed` gives a bundle's message; `example` is the made-up person, `told` how many people a bundle reaches.

    `channel_name` gives the `#name` of a channel that the bot is in; `people` what a user is called.
    """

    day: Day
    example: str
    told: Mapping[str, int]
    composed: Callable[[tuple[Row, ...], datetime], SlackMessage | None]
    channel_name: Callable[[str], str | None]
    people: Names

    def words(self, rows: tuple[Row, ...], now: datetime) -> SlackMessage | None:
        """The bundle's message, marked; None where there is nothing to say."""
        message = self.composed(rows, now)
        mark: Phrase = (Strong("Rehearsal"), f": to {self.to(rows)} at ", Moment(rows[0].entry.due_at))
        return marked_message(message, mark, Zones(self.day.schedule.timezone), self.people) if message else None

    def to(self, rows: tuple[Row, ...]) -> str:
        """Whom the bundle is for."""
        recipient = rows[0].entry.key.recipient
        if recipient == self.example:
            count = self.told.get(rows[0].entry.bundle, 0)
            return f"{count} {'person' if count == 1 else 'people'} by direct message (as a made-up person sees it)"
        if rows[0].entry.key.is_personal:
            return f"{self.people(recipient)} by direct message"
        name = self.channel_name(recipient)
        return name or f"{recipient} (the bot is not there: /invite it)"

    def line(self, rows: tuple[Row, ...], message: SlackMessage) -> str:
        """The message in a line of the terminal."""
        at = plain((Moment(rows[0].entry.due_at),), Zones(self.day.schedule.timezone))
        _, _, text = message.text.partition("\n")
        said = " ".join(heard(THEIR_TIME.sub("", text).replace(APART, "")).split())
        return f"{at}  {self.to(rows)}: {said if len(said) <= LONGEST else f'{said[: LONGEST - 1]}…'}"


def opening(day: Day, speed: float, messages: int, minutes: float, *, kept: bool) -> SlackMessage:
    """What the channel is told at the beginning."""
    end = "It stays here." if kept else "All of it is deleted at the end."
    lasts = f"{messages} messages in about {max(1, round(minutes))} min"
    how = f", {day_name(day.date)}, at {speed:g} times its speed: {lasts}. Nothing of it is meant in earnest. {end}"
    return phrase_message((Strong("Rehearsal"), " of ", Strong(day.schedule.title), how))


def summary(day: Day, load: Load, late: tuple[str, ...], stranded: tuple[str, ...]) -> tuple[str, ...]:
    """How much goes out on the day in earnest, what of it `late`, and which channels (`stranded`) the bot is not in."""
    zone = day.schedule.timezone
    channels = f"{load.channels} channel{'' if load.channels == 1 else 's'}" if load.channels else ""
    people = f"{load.people} {'person' if load.people == 1 else 'people'}" if load.people else ""
    at = plain((Moment(load.peak_at),), Zones(zone))
    title = f"{day.schedule.title}, {day_name(day.date)} ({zone.key})"
    whom = joined(filter(None, (channels, people)))
    return (
        f"{title}: {load.messages} messages go out by themselves, to {whom}; {load.peak} in the fullest minute ({at}).",
        *(late or ("At Slack's pace all of it is on time.",)),
        *(f"{name}: nothing arrives there; create it if need be, and /invite the bot" for name in stranded),
    )
