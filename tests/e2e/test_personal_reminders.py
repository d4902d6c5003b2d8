"""Personal reminders as people get them: in three zones, put off, moved along, muted; and the question how it was."""

from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

from bot.workspace import Message
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_agenda import elements, latest, tap
from tests.e2e.test_answers import At, asked_directly
from tests.e2e.test_reminders import edit

DAY = """\
title: Day
timezone: America/Los_Angeles
date: 2020-12-12
sessions:
  - {title: Opening, start: "9:00", end: "9:30"}
  - {title: East, start: "10:00", end: "11:00", room: A}
  - {title: West, start: "10:00", end: "11:30", room: B}
  - {title: Lunch, start: "12:00", end: "13:00", kind: lunch}
  - {title: Panel, start: "14:00", end: "15:00"}
"""


def day(at: At, moment: str, text: str = DAY) -> Place:
    place = at(moment)
    schedule(place).write_text(text, encoding="utf-8")
    return place


def schedule(place: Place) -> Path:
    return place.folder / "schedules" / "day.yaml"


def directs(place: Place, user: str) -> tuple[Message, ...]:
    """What the bot posted to the person."""
    return place.posts(place.workspace.direct(user).id)


def texts_after(place: Place, user: str, before: int, count: int = 1) -> list[str]:
    """What came by itself after so many messages, once it has come."""
    place.workspace.wait_for(lambda: len(directs(place, user)) >= before + count, PATIENCE)
    return [message.text for message in directs(place, user)[before:]]


def test_three_people_in_three_zones_are_reminded_at_the_same_instant(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    people = ("kenji", "lena", "sam")
    with place.bot():
        for user in people:
            asked_directly(place, user, "star the panel")
        asked_directly(place, "sam", "remind me 20 minutes before the panel")
        place.jump("2020-12-12T13:39:59-08:00")
        assert [len(directs(place, user)) for user in people] == [1, 1, 2]
        place.jump("2020-12-12T13:40-08:00")
        assert texts_after(place, "sam", 2) == ["Starts in 20 min:\n14:00–15:00 *Panel*"]
        place.jump("2020-12-12T13:50-08:00")
        told = [texts_after(place, user, 1)[-1] for user in ("kenji", "lena")]
        place.jump("2020-12-12T13:59:59-08:00")
        assert [len(directs(place, user)) for user in people] == [2, 2, 3]
    assert told == [
        "Starts in 10 min:\n14:00–15:00 (Sun 07:00–08:00 for you) *Panel*",
        "Starts in 10 min:\n14:00–15:00 (23:00–Sun 00:00 for you) *Panel*",
    ]


def test_day_of_three_people_in_three_zones(at: At) -> None:
    place = day(at, "2020-12-12T13:00-08:00")
    starts = {"kenji": "(Sun 07:00–08:00 for you)", "lena": "(23:00–Sun 00:00 for you)", "sam": ""}
    moved = {"kenji": "(Sun 07:30–08:00 for you)", "lena": "(23:30–Sun 00:00 for you)", "sam": ""}
    with place.bot():
        for user in starts:
            asked_directly(place, user, "star the panel")
        place.jump("2020-12-12T13:49:59-08:00")
        assert [len(directs(place, user)) for user in starts] == [1, 1, 1]
        place.jump("2020-12-12T13:50-08:00")
        for user, theirs in starts.items():
            line = " ".join(filter(None, ("14:00–15:00", theirs, "*Panel*")))
            assert texts_after(place, user, 1) == [f"Starts in 10 min:\n{line}"]
        place.workspace.click("lena", directs(place, "lena")[-1], "reminder:snooze")
        place.workspace.wait_for(lambda: "again at 13:55" in latest(place, "lena").text, PATIENCE)
        place.jump("2020-12-12T13:55-08:00")
        assert texts_after(place, "lena", 2)[0].startswith("Starts in 5 min:")
        edit(schedule(place), 'Panel, start: "14:00"', 'Panel, start: "14:30"')
        place.workspace.wait_for(lambda: due(place, "14:20"), PATIENCE)
        place.jump("2020-12-12T14:20-08:00")
        for user, theirs in moved.items():
            line = " ".join(filter(None, ("14:30–15:00", theirs, "*Panel*")))
            place.workspace.wait_for(
                lambda user=user: "Starts in 10 min:\n14:30" in "\n".join(all_texts(place, user)), PATIENCE
            )
            assert all_texts(place, user).count(f"Starts in 10 min:\n{line}") == 1
            place.workspace.wait_for(
                lambda user=user: "now starts at 14:30" in "\n".join(all_texts(place, user)), PATIENCE
            )
        for number, user in enumerate(starts, 1):
            place.workspace.say(user, place.workspace.direct(user).id, "export my calendar")
            place.workspace.wait_for(lambda number=number: len(place.workspace.files) == number, PATIENCE)
    assert all(b"DTSTART:20201212T223000Z" in utc(file.content) for file in place.workspace.files)


def utc(content: bytes | None) -> bytes:
    """A calendar's text with the starts of its events in UTC."""
    from icalendar import Calendar

    starts = (event.decoded("DTSTART").astimezone(UTC) for event in Calendar.from_ical(content or b"").walk("VEVENT"))
    return b"\n".join(f"DTSTART:{start:%Y%m%dT%H%M%SZ}".encode() for start in starts)


def test_parallel_starts_are_one_message(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    with place.bot():
        asked_directly(place, "sam", "star East and West")
        place.jump("2020-12-12T09:50-08:00")
        assert texts_after(place, "sam", 1) == [
            "Start together in 10 min:\n10:00–11:00 *East* · A\n10:00–11:30 *West* · B",
        ]


def test_snoozed_reminder_comes_again_five_minutes_later(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    with place.bot():
        asked_directly(place, "lena", "star the panel")
        place.jump("2020-12-12T13:50-08:00")
        texts_after(place, "lena", 1)
        reminder = directs(place, "lena")[-1]
        place.workspace.click("lena", reminder, "reminder:snooze")
        place.workspace.wait_for(lambda: "again at" in latest(place, "lena").text, PATIENCE)
        assert latest(place, "lena").text.splitlines()[-1] == "I will remind you again at 13:55 (22:55 for you)."
        assert elements(latest(place, "lena")) == {}
        place.jump("2020-12-12T13:55-08:00")
        assert texts_after(place, "lena", 2) == ["Starts in 5 min:\n14:00–15:00 (23:00–Sun 00:00 for you) *Panel*"]


def test_who_is_on_the_way_is_not_reminded_again(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    with place.bot():
        asked_directly(place, "sam", "remind me 20 and 10 minutes before the panel")
        asked_directly(place, "lena", "remind me 5 minutes before the panel")
        place.jump("2020-12-12T13:40-08:00")
        texts_after(place, "sam", 1)
        place.workspace.click("sam", directs(place, "sam")[-1], "reminder:coming")
        place.workspace.wait_for(lambda: latest(place, "sam").text.endswith("✓ You are on your way."), PATIENCE)
        place.jump("2020-12-12T13:55-08:00")
        texts_after(place, "lena", 1)
        assert len(directs(place, "sam")) == 2


def test_skipped_session_is_off_the_agenda_until_that_is_undone(at: At) -> None:
    place = day(at, "2020-12-12T13:00-08:00")
    with place.bot():
        asked_directly(place, "sam", "star the panel")
        place.jump("2020-12-12T13:50-08:00")
        texts_after(place, "sam", 1)
        place.workspace.click("sam", directs(place, "sam")[-1], "reminder:skip")
        place.workspace.wait_for(lambda: "Skipped" in directs(place, "sam")[-1].text, PATIENCE)
        skipped = directs(place, "sam")[-1]
        assert asked_directly(place, "sam", "my agenda").startswith("Your agenda is empty")
        assert tap(place, "sam", skipped, "stars:on").startswith("★ Starred:")


def test_reminder_moves_with_its_session_and_comes_again_where_it_was_out_already(at: At) -> None:
    place = day(at, "2020-12-12T13:00-08:00")
    with place.bot():
        asked_directly(place, "lena", "star the panel")
        asked_directly(place, "sam", "remind me 30 minutes before the panel")
        place.jump("2020-12-12T13:30-08:00")
        assert texts_after(place, "sam", 1) == ["Starts in 30 min:\n14:00–15:00 *Panel*"]
        edit(
            schedule(place),
            '{title: Panel, start: "14:00", end: "15:00"}',
            '{title: Panel, start: "14:30", end: "15:00"}',
        )
        place.workspace.wait_for(lambda: due(place, "14:20") and due(place, "14:00"), PATIENCE)
        place.jump("2020-12-12T14:00-08:00")
        place.workspace.wait_for(lambda: "Starts in 30 min:\n14:30–15:00 *Panel*" in all_texts(place, "sam"), PATIENCE)
        assert not any("Starts" in text for text in all_texts(place, "lena"))
        place.jump("2020-12-12T14:20-08:00")
        place.workspace.wait_for(lambda: "Starts in 10 min" in all_texts(place, "lena")[-1], PATIENCE)
    assert all_texts(place, "lena")[-1] == "Starts in 10 min:\n14:30–15:00 (23:30–Sun 00:00 for you) *Panel*"


def all_texts(place: Place, user: str) -> list[str]:
    return [message.text for message in directs(place, user)]


def due(place: Place, clock: str) -> bool:
    """Whether something is planned for that local time of the day."""
    moment = datetime.fromisoformat(f"2020-12-12T{clock}-08:00").timestamp()
    with connect(place.folder / "usher.db") as database:
        rows = database.execute("SELECT due_at FROM messages WHERE state = 'pending'").fetchall()
    return any(datetime.fromisoformat(f"{row[0]}+00:00").timestamp() == moment for row in rows)


def test_nobody_is_told_anything_who_muted_until_they_unmute(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    with place.bot():
        for user in ("sam", "lena"):
            asked_directly(place, user, "star East and the panel")
        asked_directly(place, "sam", "mute")
        muted = latest(place, "sam")
        place.jump("2020-12-12T09:50-08:00")
        texts_after(place, "lena", 1)
        assert len(directs(place, "sam")) == 2
        assert tap(place, "sam", muted, "settings:unmute") == "I remind you again of what you starred."
        place.jump("2020-12-12T13:50-08:00")
        panel = "Starts in 10 min:\n14:00–15:00 *Panel*"
        place.workspace.wait_for(lambda: panel in all_texts(place, "sam"), PATIENCE)


def test_who_muted_for_a_while_is_told_of_what_comes_after_it_through_a_restart_too(at: At) -> None:
    place = day(at, "2020-12-12T09:00-08:00")
    with place.bot():
        asked_directly(place, "lena", "star lunch and the panel")
        told = [
            asked_directly(place, "lena", words).partition(": ")[0]
            for words in (
                "mute until 16:00",
                "mute until 7:30",
                "mute until tomorrow",
                "pause reminders until lunch",
                "mute until 20:45",
            )
        ]
        settings = asked_directly(place, "lena", "settings").splitlines()[1]
        no_end = asked_directly(place, "lena", "mute until I say so")
    before = len(directs(place, "lena"))
    place.jump("2020-12-12T11:44:59-08:00")
    with place.bot():
        assert len(directs(place, "lena")) == before
        place.jump("2020-12-12T11:50-08:00")
        lunch = "Starts in 10 min:\n12:00–13:00 (21:00–22:00 for you) *Lunch*"
        assert texts_after(place, "lena", before) == [lunch]
        assert "muted" not in asked_directly(place, "lena", "settings")
        asked_directly(place, "lena", "mute for 3 hours")
        assert asked_directly(place, "lena", "unmute") == "I remind you again of what you starred."
        place.jump("2020-12-12T13:50-08:00")
        panel = "Starts in 10 min:\n14:00–15:00 (23:00–Sun 00:00 for you) *Panel*"
        place.workspace.wait_for(lambda: panel in all_texts(place, "lena"), PATIENCE)
    assert told == [
        "Muted until 16:00 (Sun 01:00 for you)",
        "Muted until 10:30 (19:30 for you)",
        "Muted until 15:00 (Sun 00:00 for you)",
        "Muted until 12:00 (21:00 for you)",
        "Muted until 11:45 (20:45 for you)",
    ]
    assert settings == "Reminders: 10 min before, muted until Sat 12 Dec 2020, 11:45 (20:45 for you)"
    assert no_end.startswith("I do not know until when “I say so” is, or it is past.")


def test_reminder_at_a_time_of_day_comes_then_and_is_told_on_both_clocks(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    with place.bot():
        asked_directly(place, "lena", "star the opening")
        told = [
            asked_directly(place, "lena", words).splitlines()[-1]
            for words in (
                "remind me at 22:15 of lunch",
                "remind me at 11:20 about lunch",
                "remind me of the panel at 13:30",
                "remind me in 20 minutes of the opening",
                "remind me tomorrow of West",
            )
        ]
        place.jump("2020-12-12T11:20-08:00")
        lunch = "Starts in 40 min:\n12:00–13:00 (21:00–22:00 for you) *Lunch*"
        place.workspace.wait_for(lambda: lunch in all_texts(place, "lena"), PATIENCE)
    assert told == [
        "*Lunch* starts on Sat 12 Dec 2020, 12:00 (21:00 for you); “at 22:15” is not between now and then.",
        "I will remind you 40 min before, at 11:20 (20:20 for you).",
        "I will remind you 30 min before, at 13:30 (22:30 for you).",
        "I will remind you 40 min before, at 08:20 (17:20 for you).",
        "*West* starts on Sat 12 Dec 2020, 10:00 (19:00 for you); “tomorrow” is not between now and then.",
    ]


def test_digest_comes_at_ones_own_hour_and_none_in_quiet_hours(at: At) -> None:
    place = day(at, "2020-12-12T05:00-08:00")
    with place.bot():
        asked_directly(place, "lena", "star East and the panel")
        asked_directly(place, "lena", "digest at 15:00")
        asked_directly(place, "lena", "quiet hours 22-7")
        place.jump("2020-12-12T06:00-08:00")
        assert texts_after(place, "lena", 3)[0].splitlines() == [
            "On your agenda today:",
            "*Sat 12 Dec 2020*",
            "10:00–11:00 (19:00–20:00 for you) *East* · A",
            "14:00–15:00 (23:00–Sun 00:00 for you) *Panel*",
        ]
        asked_directly(place, "sam", "star the panel")
        place.jump("2020-12-12T13:50-08:00")
        texts_after(place, "sam", 1)
        assert not any("Starts in" in text and "Panel" in text for text in all_texts(place, "lena"))


def test_rating_is_asked_for_once_a_half_day_and_told_to_organizers_from_five_on(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    people = ("kenji", "lena", "sam", "priya", "olivia")
    with place.bot():
        for user in people:
            asked_directly(place, user, "star East and West")
        place.jump("2020-12-12T11:29-08:00")
        place.jump("2020-12-12T11:30-08:00")
        for user in people:
            place.workspace.wait_for(lambda user=user: "How was it?" in directs(place, user)[-1].text, PATIENCE)
        for user in people[:4]:
            rate(place, user, "4")
        assert "fewer than five" in asked_directly(place, "olivia", "ratings")
        place.posts(place.workspace.direct("olivia").id)
        question = next(one for one in directs(place, "olivia") if "How was it?" in one.text)
        assert tap(place, "olivia", question, "rate:0", "5" + star_value(question)) == "Thank you: 5 of 5 for *East*."
        thanks = latest(place, "olivia")
        place.workspace.click("olivia", thanks, "remark")
        (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
        assert place.workspace.submit("olivia", form, {"remark": "More of <it>"}) == {}
        place.workspace.wait_for(lambda: "More of" in asked_directly(place, "olivia", "ratings"), PATIENCE)
        assert latest(place, "olivia").text.splitlines() == [
            "Ratings of *Day*",
            "*East*: 4.2 of 5, by 5 people",
            "• More of &lt;it&gt;",
        ]
        assert asked_directly(place, "sam", "ratings").startswith("Sorry, that is for the organizers alone")


def star_value(question: Message) -> str:
    return str(elements(question)["rate:0"]["options"][0]["value"][1:])


def rate(place: Place, user: str, mark: str) -> None:
    question = directs(place, user)[-1]
    tap(place, user, question, "rate:0", mark + star_value(question))


NIGHT = """\
title: Night
timezone: America/Los_Angeles
sessions:
  - {title: Early, date: 2021-03-14, start: "1:30", end: "1:50"}
  - {title: After the Change, date: 2021-03-14, start: "3:10", end: "4:00"}
"""


def test_leads_are_true_in_the_night_that_the_clocks_change_for_readers_on_both_sides(at: At) -> None:
    place = day(at, "2021-03-13T20:00-08:00", NIGHT)
    people = ("sam", "olivia", "lena")
    with place.bot():
        for user in people:
            asked_directly(place, user, "remind me 30 minutes before after the change")
        place.jump("2021-03-14T01:39:59-08:00")
        assert [len(directs(place, user)) for user in people] == [1, 1, 1]
        place.jump("2021-03-14T01:40-08:00")
        told = [texts_after(place, user, 1)[0] for user in people]
    assert told == [
        "Starts in 30 min:\n03:10–04:00 *After the Change*",
        "Starts in 30 min:\n03:10–04:00 (06:10–07:00 for you) *After the Change*",
        "Starts in 30 min:\n03:10–04:00 (11:10–12:00 for you) *After the Change*",
    ]


def test_what_is_starred_after_the_question_how_it_was_is_asked_about_too(at: At) -> None:
    place = day(at, "2020-12-12T08:00-08:00")
    with place.bot():
        asked_directly(place, "sam", "star the opening")
        place.jump("2020-12-12T09:30-08:00")
        place.workspace.wait_for(lambda: "How was it?" in latest(place, "sam").text, PATIENCE)
        first = latest(place, "sam").text.splitlines()[1:]
        asked_directly(place, "sam", "star East")
        place.jump("2020-12-12T11:00-08:00")
        place.workspace.wait_for(lambda: "How was it?" in latest(place, "sam").text, PATIENCE)
        second = latest(place, "sam").text.splitlines()[1:]
    assert (first, second) == (["*Opening*"], ["*East*"])


def test_reminder_is_settled_in_words_as_by_its_buttons(at: At) -> None:
    place = day(at, "2020-12-12T13:00-08:00")
    with place.bot():
        asked_directly(place, "lena", "star the panel")
        early = asked_directly(place, "lena", "on my way")
        place.jump("2020-12-12T13:52-08:00")
        place.workspace.wait_for(lambda: latest(place, "lena").text.startswith("Starts in"), PATIENCE)
        snoozed = asked_directly(place, "lena", "snooze")
        come = asked_directly(place, "lena", "I'm on my way")
        skipped = asked_directly(place, "lena", "skip")
    panel = "14:00–15:00 (23:00–Sun 00:00 for you) *Panel*"
    assert "on your way" not in early
    assert snoozed.splitlines() == [panel, "I will remind you again at 13:57 (22:57 for you)."]
    assert come.splitlines() == [panel, "✓ You are on your way."]
    assert skipped.splitlines() == [panel, "Skipped: it is no longer on your agenda."]


def test_digest_of_an_evening_tells_of_the_next_day(at: At) -> None:
    place = day(at, "2020-12-11T19:00-08:00")
    with place.bot():
        asked_directly(place, "sam", "star the panel")
        asked_directly(place, "sam", "digest at 20:00")
        place.jump("2020-12-11T20:00-08:00")
        told = texts_after(place, "sam", 2)[0]
    assert told.splitlines() == [
        "On your agenda until this time tomorrow:",
        "*Sat 12 Dec 2020*",
        "14:00–15:00 *Panel*",
    ]


def test_reminder_that_is_put_off_comes_in_quiet_hours_and_not_to_who_muted(at: At) -> None:
    place = day(at, "2020-12-12T13:00-08:00")
    with place.bot():
        asked_directly(place, "sam", "star the panel")
        asked_directly(place, "sam", "quiet hours 13:52 to 15:00")
        place.jump("2020-12-12T13:50-08:00")
        texts_after(place, "sam", 2)
        place.workspace.click("sam", directs(place, "sam")[-1], "reminder:snooze")
        place.workspace.wait_for(lambda: "again at 13:55" in latest(place, "sam").text, PATIENCE)
        place.jump("2020-12-12T13:55-08:00")
        assert texts_after(place, "sam", 3) == ["Starts in 5 min:\n14:00–15:00 *Panel*"]
        reminder = directs(place, "sam")[-1]
        asked_directly(place, "sam", "mute")
        place.workspace.click("sam", reminder, "reminder:snooze")
        place.workspace.wait_for(
            lambda: "muted me" in place.workspace.message(reminder.channel, reminder.ts).text, PATIENCE
        )


def test_session_is_rated_in_words_once_it_is_over(at: At) -> None:
    place = day(at, "2020-12-12T11:15-08:00", DAY.replace("Panel", "Panel 2"))
    words = (
        "rate East 5",
        "rate the opening 4/5",
        "5 stars for the panel",
        "rate panel 2",
        "rate lunch 5",
        "rate East 6",
    )
    with place.bot():
        nothing = asked_directly(place, "lena", "rate")
        told = [asked_directly(place, "lena", one) for one in words]
        line = elements(directs(place, "lena")[1])
        asked_directly(place, "lena", "star East and the opening")
        asked_directly(place, "lena", "rate a session")
        menus = elements(latest(place, "lena"))
        asked_directly(place, "lena", "rate East 3")
    over = "*Panel 2* can be rated once it is over, on Sat 12 Dec 2020, 15:00 (Sun 00:00 for you)."
    assert nothing.startswith("Nothing of your agenda is over yet.")
    assert told == [
        "Thank you: 5 of 5 for *East*.",
        "Thank you: 4 of 5 for *Opening*.",
        over,
        over,
        "Breaks are not rated.",
        "Marks go from 1 to 5, in whole stars.",
    ]
    assert (list(line), list(menus)) == (["remark"], ["rate:0", "rate:1"])
    with connect(place.folder / "usher.db") as database:
        kept = database.execute("SELECT session_id, score FROM ratings ORDER BY session_id").fetchall()
    assert kept == [("east", 3), ("opening", 4)]
