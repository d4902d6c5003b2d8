"""Stars through changes of a schedule's file: moved, renamed, split, merged and taken out, also while no bot runs."""

from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_agenda import latest
from tests.e2e.test_answers import At, asked_directly
from tests.e2e.test_personal_reminders import all_texts, day, schedule

MORNING = "2020-12-12T08:00-08:00"
DAY = """\
title: Day
timezone: America/Los_Angeles
date: 2020-12-12
posting: {channels: ["#general"]}
sessions:
  - {title: Overture, start: "10:00", end: "11:00", speakers: [Ana Ng, Bo Li]}
  - {title: Robots, start: "11:00", end: "11:30", speakers: [Cy Roe]}
  - {title: Drones, start: "11:30", end: "12:00", speakers: [Di Poe]}
  - {title: To be announced, start: "13:00", end: "14:00", speakers: [Eva Kim]}
  - {title: Panel, start: "14:00", end: "15:00"}
"""
LATER = """\
title: Day
timezone: America/Los_Angeles
date: 2020-12-12
posting: {channels: ["#general"]}
sessions:
  - {title: Talk of Ana, start: "10:00", end: "10:30", speakers: [Ana Ng]}
  - {title: Talk of Bo, start: "10:30", end: "11:00", speakers: [Bo Li]}
  - {title: Robots and Drones, start: "11:00", end: "12:00", speakers: [Cy Roe, Di Poe]}
  - {title: On Chips, start: "13:30", end: "14:00", id: chips, speakers: [Eva Kim]}
"""
NEWS = [
    "Schedule change:",
    "• *To be announced* is now called “On Chips”.",
    "• *Overture* is now 10:00–10:30 *Talk of Ana* – Ana Ng and 10:30–11:00 *Talk of Bo* – Bo Li",
    "• *Robots* is now 11:00–12:00 *Robots and Drones* – Cy Roe and Di Poe",
    "• *Drones* is now 11:00–12:00 *Robots and Drones* – Cy Roe and Di Poe",
    "• *Panel* (14:00–15:00) is no longer on the programme.",
]


def change(place: Place) -> None:
    schedule(place).write_text(LATER.replace('start: "13:30"', 'start: "13:00"'), encoding="utf-8")


def wait_for_agenda(place: Place, user: str, words: str) -> list[str]:
    place.workspace.wait_for(lambda: words in asked_directly(place, user, "my agenda"), PATIENCE)
    return latest(place, user).text.splitlines()


def test_fans_go_on_and_are_told_in_one_message_what_became_of_theirs(at: At) -> None:
    place = day(at, MORNING, DAY)
    with place.bot():
        asked_directly(place, "sam", "star Overture, Robots, panel and Eva Kim")
        asked_directly(place, "priya", "star drones")
        change(place)
        agenda = wait_for_agenda(place, "sam", "Talk of Bo")
        place.jump("2020-12-12T08:02:30-08:00")
        place.workspace.wait_for(lambda: "Schedule change" in str(all_texts(place, "sam")), PATIENCE)
        place.workspace.wait_for(lambda: "Schedule change" in str(all_texts(place, "priya")), PATIENCE)
    assert agenda[2:-1] == [
        "10:00–10:30 *Talk of Ana* – Ana Ng",
        "10:30–11:00 *Talk of Bo* – Bo Li",
        "11:00–12:00 *Robots and Drones* – Cy Roe and Di Poe",
        "13:00–14:00 *On Chips* – Eva Kim",
    ]
    (news,) = (text for text in all_texts(place, "sam") if "Schedule change" in text)
    assert news.splitlines() == NEWS
    (others,) = (text for text in all_texts(place, "priya") if "Schedule change" in text)
    assert others.replace(" (Sun 00:30–01:30 for you)", "").splitlines() == [NEWS[0], *NEWS[3:5]]
    assert not any("Schedule change" in message.text for message in place.posts("general"))


def test_change_while_no_bot_runs_is_told_by_the_next(at: At) -> None:
    place = day(at, MORNING, DAY)
    with place.bot():
        asked_directly(place, "lena", "star the panel")
    schedule(place).write_text(DAY.replace('"14:00", end: "15:00"', '"14:30", end: "15:00"'), encoding="utf-8")
    with place.bot():
        place.jump("2020-12-12T08:02:30-08:00")
        place.workspace.wait_for(lambda: "Schedule change" in str(all_texts(place, "lena")), PATIENCE)
    assert all_texts(place, "lena")[-1].splitlines() == [
        "Schedule change:",
        "• *Panel* now starts at 14:30 (23:30 for you), not at 14:00 (23:00 for you).",
    ]
