"""What attendees write without looking first: all at once, too late, of another day or event, half of the words."""

from bot.workspace import Message
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_agenda import elements, latest, tap
from tests.e2e.test_answers import At, asked_directly

SATURDAY = """\
title: Saturday Forum
timezone: America/Los_Angeles
date: 2020-12-12
sessions:
  - {title: Opening, start: "9:00", end: "9:30"}
  - {title: Lunch, start: "12:00", end: "13:00", kind: lunch}
  - title: Compilers
    start: "13:00"
    end: "14:00"
    talks:
      - {title: Fast Loops, start: "13:00", end: "13:20"}
      - {title: Slow Loops, start: "13:20", end: "13:40"}
      - {title: No Loops}
  - {title: Panel, start: "14:00", end: "15:00"}
"""
SUNDAY = """\
title: Sunday Forum
timezone: America/Los_Angeles
date: 2020-12-13
sessions:
  - {title: Farewell, start: "11:00", end: "12:00"}
  - {title: Closing, start: "13:00", end: "13:30"}
"""


def forum(at: At, moment: str, **texts: str) -> Place:
    place = at(moment)
    for name, text in texts.items():
        (place.folder / "schedules" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


def last_lines(place: Place, *words: str, line: int = -1) -> list[str]:
    return [asked_directly(place, "sam", one).splitlines()[line] for one in words]


def test_unstar_everything_empties_the_agenda_with_its_breaks_and_talks(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        asked_directly(place, "sam", "star fast loops, lunch and the panel")
        gone = asked_directly(place, "sam", "unstar everything")
        assert gone == "☆ No longer on your agenda: Lunch, Fast Loops and Panel."
        asked_directly(place, "sam", "star the panel")
        assert asked_directly(place, "sam", "drop the frumious panel").splitlines() == [
            "☆ No longer on your agenda: Panel.",
            "I did not understand “frumious”, and left it out.",
        ]
        assert asked_directly(place, "sam", "my agenda").startswith("Your agenda is empty.")


def test_words_that_are_not_understood_are_answered_with_something_to_tap(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        told = asked_directly(place, "sam", "star it")
        assert told.endswith("Try one of these:")
        assert "ask:0" in elements(latest(place, "sam"))


def test_days_of_another_event_are_found_on_the_agenda_and_among_the_free_hours(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY, sunday=SUNDAY)
    with place.bot():
        asked_directly(place, "sam", "star the panel")
        asked_directly(place, "sam", "star the farewell of Sunday Forum")
        told = [
            asked_directly(place, "sam", words) for words in ("my agenda", "my agenda tomorrow", "my stars on sunday")
        ]
        named = asked_directly(place, "sam", "my agenda for the Sunday Forum")
        free = last_lines(place, "when am I free?", "when am I free on sunday?", "when am I free on monday?", line=0)
    sunday = ["*Sun 13 Dec 2020*", "11:00–12:00 *Farewell*"]
    assert told[0].splitlines()[1:5] == ["*Sat 12 Dec 2020*", "14:00–15:00 *Panel*", *sunday]
    assert [one.splitlines()[1:3] for one in (*told[1:], named)] == [sunday, sunday, sunday]
    assert free == [
        "Free on Saturday: 09:00–14:00.",
        "Free on Sunday: 12:00–13:30.",
        "Nothing is on the schedule on Mon 14 Dec 2020.",
    ]


def test_who_asks_when_all_is_over_hears_that_it_is(at: At) -> None:
    place = forum(at, "2020-12-12T17:00-08:00", saturday=SATURDAY)
    with place.bot():
        asked_directly(place, "sam", "star the panel")
        assert last_lines(place, "my agenda", "whats next for me", "when am I free", "when am I free today") == [
            "All that was on your agenda is over.",
            "All that was on your agenda is over.",
            "Saturday Forum is over: you are free.",
            "The programme of Saturday is over: you are free.",
        ]


def test_talk_without_a_time_clashes_with_no_other_of_its_session(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        assert "clashes" not in asked_directly(place, "sam", "star the talks about loops")


def test_promise_for_several_leaves_out_what_no_reminder_comes_for(at: At) -> None:
    place = forum(at, "2020-12-12T08:55-08:00", saturday=SATURDAY)
    with place.bot():
        asked_directly(place, "sam", "mute")
        asked_directly(place, "sam", "unmute")
        told = last_lines(place, "star lunch", "star the opening and the panel")
        asked_directly(place, "sam", "remind me 1 day before")
        told += last_lines(place, "star the opening and the panel")
    assert told[1:] == [
        "I will remind you 10 min before each starts, but not of 1 of them: over, too soon or in your quiet hours.",
        "No reminder comes: they are over, start too soon or in your quiet hours.",
    ]


def test_settings_are_shown_to_who_begins_to_set_one(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        for words in ("quiet hours", "quiet hours 25 to 7", "digest at 30", "daily digest"):
            assert asked_directly(place, "sam", words).startswith("*Your settings*")
        assert last_lines(place, "no quiet hours", "no digest", "unfollow", "remind me 1 day before") == [
            "Quiet hours: none.",
            "Daily digest: none.",
            "Whom or what? You follow nobody and nothing.",
            "Reminders: 1 day before whatever you star starts.",
        ]
        assert last_lines(place, "remind me 2 days before the panel", "remind me 1500 minutes before") == [
            "A reminder comes 1 day before at the earliest.",
            "A reminder comes 1 day before at the earliest.",
        ]


def test_reminder_at_the_start_is_told_as_such(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        told = last_lines(place, "remind me 0 minutes before", "star lunch and the panel")[:1]
        told += [asked_directly(place, "sam", "remind me when the panel starts").splitlines()[2]]
        asked_directly(place, "sam", "settings")
        none = tap(place, "sam", latest(place, "sam"), "settings:leads", "none")
    assert told == [
        "Reminders: at the start of whatever you star.",
        "I will remind you at the start, at 14:00.",
    ]
    assert none == "Reminders: none."


def test_several_moments_are_told_as_a_list(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        told = asked_directly(place, "sam", "remind me 90, 20 and 5 minutes before the panel").splitlines()[2]
    assert told == ("I will remind you 1 h 30 min before, 20 min before and 5 min before, at 12:30, 13:40 and 13:55.")


def test_reminder_that_is_put_off_when_its_session_is_over_comes_no_more(at: At) -> None:
    place = forum(at, "2020-12-12T13:00-08:00", saturday=SATURDAY)
    with place.bot():
        asked_directly(place, "sam", "star the panel")
        place.jump("2020-12-12T13:50-08:00")
        place.workspace.wait_for(lambda: latest(place, "sam").text.startswith("Starts in"), PATIENCE)
        reminder = latest(place, "sam")
        place.jump("2020-12-12T15:30-08:00")
        place.workspace.wait_for(lambda: latest(place, "sam").text.startswith("How was it?"), PATIENCE)
        place.workspace.click("sam", reminder, "reminder:snooze")
        told = place.workspace.wait_for(lambda: settled(place, reminder), PATIENCE)
    assert told == "It is over already."


def settled(place: Place, reminder: Message) -> str | None:
    """What stands below the reminder instead of its buttons, once they are gone."""
    now = place.workspace.message(reminder.channel, reminder.ts)
    return None if elements(now) else now.text.splitlines()[-1]


def test_time_of_day_stars_what_is_on_then_and_nothing_that_is_not(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        panel = asked_directly(place, "lena", "star the 14:00 session")
        gap = asked_directly(place, "lena", "star 10:30am")
        before = asked_directly(place, "lena", "star what is on now")
        agenda = asked_directly(place, "lena", "my agenda at 14:00")
    assert panel.splitlines()[1] == "Sat 12 Dec 2020, 14:00–15:00 (23:00–Sun 00:00 for you) *Panel*"
    assert gap.startswith("Nothing is on at 10:30 (19:30 for you). After that: *Lunch*")
    assert before.startswith("Nothing is on now. Next, in 1 h: *Opening*")
    assert agenda.splitlines()[1:3] == ["*Sat 12 Dec 2020*", "14:00–15:00 (23:00–Sun 00:00 for you) *Panel*"]


SPEAKING = """\
title: Speaking
timezone: America/Los_Angeles
date: 2020-12-12
sessions:
  - {title: Clocks, start: "9:00", end: "9:30", speakers: [Ada Lovelace]}
  - {title: Sundials, start: "10:00", end: "10:30", speakers: [Wei Wang]}
  - {title: Private Watches, start: "11:00", end: "11:30", speakers: [Wei Zhang]}
"""


def test_several_are_followed_at_once_and_all_left_at_once(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", speaking=SPEAKING)
    with place.bot():
        followed = asked_directly(place, "sam", "follow Ada Lovelace, Wei Wang and watches")
        buttons = [one["text"]["text"] for one in elements(latest(place, "sam")).values()]
        one_less = tap(place, "sam", latest(place, "sam"), "unfollow:1")
        left = asked_directly(place, "sam", "unfollow everyone")
        none = asked_directly(place, "sam", "unfollow all")
    assert followed.splitlines()[:5] == [
        "You follow *Ada Lovelace*, *Wei Wang* and *watches*.",
        "New on your agenda, with what may come up later:",
        "Sat 12 Dec 2020, 09:00–09:30 *Clocks* – Ada Lovelace",
        "Sat 12 Dec 2020, 10:00–10:30 *Sundials* – Wei Wang",
        "Sat 12 Dec 2020, 11:00–11:30 *Private Watches* – Wei Zhang",
    ]
    assert buttons == ["Unfollow Ada Lovelace", "Unfollow Wei Wang", "Unfollow watches"]
    assert one_less == "You no longer follow *Wei Wang*. What you starred yourself stays."
    assert left == "You no longer follow *Ada Lovelace* and *watches*. What you starred yourself stays."
    assert none == "You do not follow “all”; you follow nobody and nothing."


def test_who_asks_of_a_time_hears_whether_they_are_free_then(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        asked_directly(place, "lena", "star the panel")
        told = [
            asked_directly(place, "lena", words)
            for words in ("am I free at 14:30?", "am I free at 13:30?", "am I free now?", "am I free this afternoon?")
        ]
    assert told == [
        "You are not free at 14:30 (23:30 for you):\n14:00–15:00 (23:00–Sun 00:00 for you) *Panel*",
        "You are free at 13:30 (22:30 for you).",
        "You are free now.",
        (
            "Free in the afternoon of Sat 12 Dec 2020: 12:00–14:00 (21:00–23:00 for you), "
            "15:00–18:00 (Sun 00:00–03:00 for you)."
        ),
    ]


def test_all_that_is_named_is_starred_and_what_is_not_found_is_told(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY)
    with place.bot():
        both = asked_directly(place, "sam", "star the panel and fast loops")
        missing = asked_directly(place, "sam", "star the panel and the zeppelin")
    assert [line.rpartition("*")[0].rpartition("*")[2] for line in both.splitlines()[1:3]] == ["Fast Loops", "Panel"]
    assert missing.splitlines()[1:] == [
        "Sat 12 Dec 2020, 14:00–15:00 *Panel*",
        "I will remind you 10 min before, at 13:50.",
        "I did not understand “zeppelin”, and left it out.",
    ]


def test_button_that_tells_which_event_is_meant_keeps_what_was_told(at: At) -> None:
    place = forum(at, "2020-12-12T08:00-08:00", saturday=SATURDAY, sunday=SUNDAY)
    with place.bot():
        asked_directly(place, "sam", "remind me 20 and 5 minutes before the farewell")
        reminded = told_upon(place, "sam", "ask:0")
        asked_directly(place, "sam", "star the farewell")
        starred = told_upon(place, "sam", "ask:0")
    promise = "I will remind you 20 and 5 min before, at 10:40 and 10:55."
    assert (reminded.splitlines()[2], starred.splitlines()[2]) == (promise, promise)


def told_upon(place: Place, user: str, action: str) -> str:
    """The message that a tap below the latest one brings."""
    asked = latest(place, user)
    place.workspace.click(user, asked, action)
    place.workspace.wait_for(lambda: latest(place, user).ts != asked.ts, PATIENCE)
    return latest(place, user).text
