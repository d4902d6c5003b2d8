"""Which words are a command, and which; and that questions are none."""

from datetime import time
from pathlib import Path

import pytest
import yaml

from bot.agenda.attendee import QuietHours
from bot.commands.command import (
    Command,
    EraseData,
    Following,
    LinkCalendar,
    Mute,
    Reminding,
    RevokeLink,
    SendCalendar,
    SetDigest,
    SetLeads,
    SetOnSite,
    SetQuiet,
    SetZone,
    ShowAgenda,
    ShowData,
    ShowFree,
    ShowNext,
    ShowRatings,
    ShowSettings,
    Starring,
    UseProfileZone,
)
from bot.commands.parse import command_of

ASKED = Path(__file__).parent.parent / "questions" / "asked"
NIGHT = QuietHours(time(22), time(7))


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("star the keynotes", Starring("the keynotes")),
        ("Please star Jeff Dean!", Starring("Jeff Dean")),
        ("can you star the talk after lunch?", Starring("the talk after lunch")),
        ("bookmark lunch", Starring("lunch")),
        ("star", Starring("")),
        ("add the panel to my agenda", Starring("the panel")),
        ("unstar the panel", Starring("the panel", on=False)),
        ("remove lunch from my agenda", Starring("lunch", on=False)),
        ("follow Jeff Dean", Following("Jeff Dean")),
        ("unfollow fairness", Following("fairness", on=False)),
        ("stop following Jeff Dean", Following("Jeff Dean", on=False)),
        ("my agenda", ShowAgenda()),
        ("what's on my agenda tomorrow?", ShowAgenda("tomorrow")),
        ("show me my agenda", ShowAgenda()),
        ("my stars on Saturday", ShowAgenda("on Saturday")),
        ("what did I star?", ShowAgenda()),
        ("what’s next for me?", ShowNext()),
        ("my next session", ShowNext()),
        ("when am I free?", ShowFree()),
        ("when am i free tomorrow", ShowFree("tomorrow")),
        ("my next free hour", ShowFree()),
        ("remind me 5 minutes before the panel", Reminding("the panel", (5,))),
        ("remind me 20 and 5 minutes before Jeff Dean", Reminding("Jeff Dean", (20, 5))),
        ("remind me 5, 10 and 20 min before lunch", Reminding("lunch", (20, 10, 5))),
        ("remind me half an hour before lunch", Reminding("lunch", (30,))),
        ("remind me an hour and 10 minutes before lunch", Reminding("lunch", (60, 10))),
        ("remind me of the panel 5 minutes before", Reminding("the panel", (5,))),
        ("remind me of the panel", Reminding("the panel", None)),
        ("don't remind me of lunch", Reminding("lunch", ())),
        ("remind me 15 minutes before", SetLeads((15,))),
        ("remind me 20 and 5 minutes before each session", SetLeads((20, 5))),
        ("reminders 30 and 10 minutes before", SetLeads((30, 10))),
        ("calendar", SendCalendar()),
        ("export my calendar", SendCalendar()),
        ("Add to my calendar", SendCalendar()),
        ("add my stars to my calendar", SendCalendar()),
        ("how do I add this to my calendar?", SendCalendar()),
        ("my .ics", SendCalendar()),
        ("calendar all", SendCalendar(whole=True)),
        ("export the whole programme", SendCalendar(whole=True)),
        ("add all sessions to my Google calendar", SendCalendar(whole=True)),
        ("add the panel to my calendar", SendCalendar("the panel")),
        ("calendar file of the panel", SendCalendar("the panel")),
        ("subscribe", LinkCalendar()),
        ("give me my private calendar link", LinkCalendar()),
        ("renew my calendar link", LinkCalendar(renew=True)),
        ("get a new calendar link", LinkCalendar(renew=True)),
        ("revoke my calendar link", RevokeLink()),
        ("delete my calendar link", RevokeLink()),
        ("my data", ShowData()),
        ("export my data", ShowData()),
        ("what do you know about me?", ShowData()),
        ("delete my data", EraseData()),
        ("please forget everything you know about me", EraseData()),
        ("forget me", EraseData()),
        ("mute", Mute(on=True)),
        ("Mute all", Mute(on=True)),
        ("stop reminding me", Mute(on=True)),
        ("unmute", Mute(on=False)),
        ("quiet hours 22 to 7", SetQuiet(NIGHT)),
        ("quiet hours from 10pm to 7am", SetQuiet(NIGHT)),
        ("quiet 22:00-7:00", SetQuiet(NIGHT)),
        ("don't disturb me between 22:00 and 07:00", SetQuiet(NIGHT)),
        ("no quiet hours", SetQuiet(None)),
        ("digest at 8", SetDigest(time(8))),
        ("send me a daily digest at 7:30am every day", SetDigest(time(7, 30))),
        ("no digest", SetDigest(None)),
        ("I'm in Berlin", SetZone("Berlin")),
        ("I am now in New York", SetZone("New York")),
        ("my time zone is EST", SetZone("EST", sure=True)),
        ("set my timezone to Asia/Tokyo", SetZone("Asia/Tokyo", sure=True)),
        ("I'm on site", SetOnSite(on=True)),
        ("im onsite", SetOnSite(on=True)),
        ("I'm at the venue", SetOnSite(on=True)),
        ("I'm attending remotely", SetOnSite(on=False)),
        ("use Slack's time zone", UseProfileZone()),
        ("settings", ShowSettings()),
        ("remind me", ShowSettings()),
        ("digest at noonish", ShowSettings()),
        ("quiet hours from never to always", ShowSettings()),
        ("quiet hours 7 to 7", ShowSettings()),
        ("remind me 9999 minutes before lunch", Reminding("lunch", (9999,))),
        ("unfollow", Following("", on=False)),
        ("notify me 5 minutes before lunch", Reminding("lunch", (5,))),
        ("who do I follow?", ShowSettings()),
        ("ratings", ShowRatings()),
        ("ratings of the keynotes", ShowRatings("the keynotes")),
    ],
)
def test_command_of_words(text: str, command: Command) -> None:
    assert command_of(text) == command


@pytest.mark.parametrize(
    "text",
    [
        *("star schema talk?", "which talks are starred by Jeff Dean?", "who is the star of the panel"),
        *("what's next", "when is lunch", "agenda", "I'm here", "what is my name", "is there free coffee"),
        *("free lunch?", "follow up talks", "remind me 5 lightyears before lunch"),
        *("digest of all papers", "quiet room"),
        *("remind me 99999 minutes before lunch", "", "   ", "?", "starring Jeff Dean", "followers"),
    ],
)  # fmt: skip
def test_question_is_no_command(text: str) -> None:
    assert command_of(text) is None


def test_nothing_that_is_asked_of_schedules_is_a_command() -> None:
    asked = [one["ask"] for path in sorted(ASKED.glob("*.yaml")) for one in questions(path)]
    assert len(asked) > 300
    assert [text for text in asked if command_of(text)] == []


def questions(path: Path) -> list[dict[str, str]]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = loaded if isinstance(loaded, list) else next(part for part in loaded.values() if isinstance(part, list))
    return [one for one in found if "ask" in one]
