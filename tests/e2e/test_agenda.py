"""People's own agendas: starred by a tap or in words, followed, and shown to nobody else."""

from contextlib import closing
from functools import partial
from sqlite3 import connect
from typing import Any

from bot.slack.agenda import FIRST_STAR
from bot.workspace import Message
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import At, asked_directly

EVENT = "mlforsystems-2020"
MORNING = "2020-12-12T08:30-08:00"
ED_CHI = "Sat 12 Dec 2020, 09:50–10:25 (18:50–19:25 for you) *Invited Speaker 2: Ed Chi*"
EMPTY = "Your agenda is empty."


def latest(place: Place, user: str) -> Message:
    """What the person was told last in the direct message."""
    return place.workspace.visible_to(user, place.workspace.direct(user).id)[-1]


def elements(message: Message) -> dict[str, dict[str, Any]]:
    """A message's buttons and menus by their actions."""
    found = [
        element for block in message.blocks for element in (*block.get("elements", ()), block.get("accessory") or {})
    ]
    return {element["action_id"]: element for element in found if "action_id" in element}


def tap(place: Place, user: str, message: Message, action: str, choice: object = None) -> str:
    """What is said upon a tap."""
    tapped = place.workspace.click(user, message, action, choice)
    return place.workspace.wait_for(lambda: place.workspace.answers(tapped), PATIENCE)[0].text


def test_star_in_words_is_on_the_agenda_until_it_is_undone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        starred = asked_directly(place, "lena", "star Ed Chi and the opening")
        undo = latest(place, "lena")
        agenda = asked_directly(place, "lena", "my agenda")
        undone = tap(place, "lena", undo, "stars:off")
        empty = asked_directly(place, "lena", "my agenda")
    assert starred.splitlines() == [
        "★ Starred 2 sessions:",
        "Sat 12 Dec 2020, 09:00–09:15 (18:00–18:15 for you) *Opening Remarks*",
        ED_CHI,
        "I will remind you 10 min before each starts.",
        FIRST_STAR,
    ]
    assert agenda.splitlines() == [
        "Your agenda:",
        "*Sat 12 Dec 2020*",
        "09:00–09:15 (18:00–18:15 for you) *Opening Remarks*",
        "09:50–10:25 (18:50–19:25 for you) *Invited Speaker 2: Ed Chi*",
        "Next free hour: 10:25–18:40 (19:25–Sun 03:40 for you).",
    ]
    assert undone == "☆ No longer on your agenda: Opening Remarks and Invited Speaker 2: Ed Chi."
    assert empty.startswith(EMPTY)


def test_star_of_a_card_is_toggled_in_place(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        asked_directly(place, "lena", "when is Ed Chi")
        card = latest(place, "lena")
        assert elements(card)["star:0"]["text"]["text"] == "☆ Star"
        starred = tap(place, "lena", card, "star:0")
        place.workspace.wait_for(lambda: star_of(place, card) == "★ Starred", PATIENCE)
        asked_directly(place, "lena", "when is Ed Chi")
        again = [message for message in place.posts(card.channel) if message.user == place.workspace.bot.id][-1]
        assert elements(again)["star:0"]["text"]["text"] == "★ Starred"
        gone = tap(place, "lena", card, "star:0")
        place.workspace.wait_for(lambda: star_of(place, card) == "☆ Star", PATIENCE)
    assert starred.splitlines()[:3] == [
        "★ Starred:",
        ED_CHI,
        "I will remind you 10 min before, at 09:40 (18:40 for you).",
    ]
    assert gone == "☆ No longer on your agenda: Invited Speaker 2: Ed Chi."


def star_of(place: Place, card: Message) -> str:
    shown = elements(place.workspace.message(card.channel, card.ts))["star:0"]["text"]["text"]
    return str(shown)


def test_list_is_starred_one_by_one_or_all(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        asked_directly(place, "lena", "invited talks")
        listed = latest(place, "lena")
        menu = elements(listed)["star:menu"]["options"]
        assert [option["text"]["text"] for option in menu][1] == "☆ 09:50 Invited Speaker 2: Ed Chi"
        tap(place, "lena", listed, "star:menu", menu[1]["value"])
        place.workspace.wait_for(
            lambda: "★" in str(place.workspace.message(listed.channel, listed.ts).blocks), PATIENCE
        )
        assert tap(place, "lena", listed, "stars:on").startswith("★ Starred 6 sessions:")


def test_star_below_an_answer_in_a_channel_is_told_to_who_tapped_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        question = place.workspace.say("kenji", EVENT, "@usher when is Ed Chi?")
        place.workspace.wait_for(lambda: [one for one in place.posts(EVENT) if one.thread_ts], PATIENCE)
        (answer,) = (one for one in place.posts(EVENT) if one.thread_ts)
        tapped = place.workspace.click("lena", answer, "star:0")
        (told,) = place.workspace.wait_for(lambda: place.workspace.answers(tapped), PATIENCE)
        asked_directly(place, "kenji", "my agenda")
    assert (told.visible_to, told.thread_ts) == (place.workspace.user("lena").id, question.ts)
    assert told.text.startswith("★ Starred:")
    assert elements(place.workspace.message(answer.channel, answer.ts))["star:0"]["text"]["text"] == "☆ Star"
    assert latest(place, "kenji").text.startswith(EMPTY)


def test_command_in_a_mention_is_answered_to_who_gave_it_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.say("lena", EVENT, "@usher star Ed Chi")
        place.workspace.wait_for(lambda: place.workspace.visible_to("lena", EVENT)[-1].text.startswith("★"), PATIENCE)
    assert place.workspace.visible_to("lena", EVENT)[-1].visible_to == place.workspace.user("lena").id
    assert place.posts(EVENT) == ()


def test_command_after_the_slash_stars_too(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        starred = place.workspace.command("lena", EVENT, "/usher star the panel")
        lunch = place.workspace.command("lena", EVENT, "/usher star lunch")
        place.workspace.wait_for(lambda: place.workspace.answers(lunch), PATIENCE)
    assert place.workspace.answers(starred)[0].text == "No panel is on the schedule."
    assert '"Lunch" Break / Live Interactions' in place.workspace.answers(lunch)[0].text


def test_follow_puts_what_somebody_speaks_at_on_the_agenda(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        followed = asked_directly(place, "lena", "follow ed chi")
        out = asked_directly(place, "lena", "unstar Ed Chi")
        empty = asked_directly(place, "lena", "my agenda")
        unfollowed = asked_directly(place, "lena", "unfollow Ed Chi")
    assert followed.splitlines() == [
        "You follow *Ed Chi*.",
        "New on your agenda, with what may come up later:",
        ED_CHI,
        "I will remind you 10 min before, at 09:40 (18:40 for you).",
        FIRST_STAR,
    ]
    assert out == "☆ No longer on your agenda: Invited Speaker 2: Ed Chi."
    assert empty.startswith(EMPTY)
    assert unfollowed == "You no longer follow *Ed Chi*. What you starred yourself stays."


def test_clash_is_told_upon_starring_and_marked_on_the_agenda(at: At) -> None:
    place = at("2020-12-11T08:30-08:00")
    (place.folder / "schedules" / "day.yaml").write_text(DAY, encoding="utf-8")
    with place.bot():
        asked_directly(place, "sam", "star East")
        starred = asked_directly(place, "sam", "star West")
        agenda = asked_directly(place, "sam", "my agenda")
        free = asked_directly(place, "sam", "when am I free?")
        following = asked_directly(place, "sam", "what's next for me?")
    assert starred.splitlines()[-1] == "⚠ *West* clashes with *East*, 10:00–11:00."
    assert agenda.splitlines() == [
        "Your agenda:",
        "*Sat 12 Dec 2020*",
        "⚠ 10:00–11:00 *East* · A",
        "⚠ 10:30–11:30 *West* · B",
        "⚠ on at the same time",
        "Next free hour: 09:00–10:00.",
    ]
    assert free == "Free on Saturday: 09:00–10:00, 11:30–12:30."
    assert following.splitlines() == ["Next:", "Sat 12 Dec 2020, 10:00–11:00 *East* · A"]


DAY = """\
title: Day
timezone: America/Los_Angeles
date: 2020-12-12
sessions:
  - {title: Opening, start: "9:00", end: "9:30"}
  - {title: East, start: "10:00", end: "11:00", room: A}
  - {title: West, start: "10:30", end: "11:30", room: B}
  - {title: Closing, start: "12:00", end: "12:30"}
"""


def test_zone_that_was_set_holds_for_every_answer(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        tokyo = asked_directly(place, "lena", "I'm in Tokyo")
        in_tokyo = asked_directly(place, "lena", "when is Ed Chi")
        asked_directly(place, "lena", "I'm on site")
        on_site = asked_directly(place, "lena", "when is Ed Chi")
        which = asked_directly(place, "lena", "my time zone is EST")
        new_york = tap(place, "lena", latest(place, "lena"), "settings:zone:America/New_York")
        asked_directly(place, "lena", "use Slack's time zone")
        profile = asked_directly(place, "lena", "when is Ed Chi")
    assert tokyo == (
        "I show you the times of Asia/Tokyo, where it is 01:30 now, beside the workshop’s. Slack says Europe/Berlin; "
        "I go by what you set until you change it."
    )
    assert "09:50–10:25 (Sun 02:50–03:25 for you)" in in_tokyo
    assert "at 09:50–10:25: " in on_site
    assert which == "“EST” may mean several time zones. Which is yours?"
    assert new_york.startswith("I show you the times of America/New_York, where it is 11:30 now")
    assert "(18:50–19:25 for you)" in profile


def test_words_that_name_no_place_are_a_question(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        told = asked_directly(place, "lena", "I'm in love")
        unknown = asked_directly(place, "lena", "my time zone is Utopia & co")
        nowhere = asked_directly(place, "lena", "I'm in Springfield")
        somebody = asked_directly(place, "lena", "I'm at Invited Speaker 2")
    assert "time" not in told.splitlines()[0]
    assert unknown.startswith("I know no place “Utopia &amp; co”.")
    assert nowhere == "I know no place “Springfield”. Write a large city near you, or a name like Europe/Berlin."
    assert "Ed Chi" in somebody


def test_profiles_zone_is_followed_and_a_traveller_is_told_once(at: At) -> None:
    place = at(MORNING, EVENT)
    direct = place.workspace.direct("lena").id
    with place.bot():
        asked_directly(place, "lena", "star Ed Chi")
        place.workspace.set_zone("lena", "Asia/Tokyo")
        place.workspace.wait_for(lambda: "(Sun 02:50" in asked_directly(place, "lena", "my agenda"), PATIENCE)
        asked_directly(place, "lena", "I'm in Berlin")
        before = len(place.posts(direct))
        place.workspace.set_zone("lena", "America/New_York")
        told = place.wait_for_posts(direct, before + 1)[-1]
        place.workspace.set_zone("lena", "America/New_York")
        assert "(18:50" in asked_directly(place, "lena", "my agenda")
        assert len(place.posts(direct)) == before + 2
        tap(place, "lena", told, "settings:profile-zone")
        assert "(12:50" in asked_directly(place, "lena", "my agenda")
    assert told.text == (
        "Have you travelled? Slack says that it is 11:30 in America/New_York for you; I go by 17:30 in Europe/Berlin, "
        "as you set."
    )


def test_traveller_is_told_of_each_journey_and_of_no_clock_that_is_not_theirs(at: At) -> None:
    place = at(MORNING, EVENT)
    direct = place.workspace.direct("lena").id
    with place.bot():
        asked_directly(place, "lena", "I'm in Berlin")
        for zone in ("Europe/Paris", "Asia/Tokyo", "Europe/Berlin", "Asia/Tokyo"):
            travel(place, "lena", zone)
        told = [one.text for one in place.wait_for_posts(direct, 3)[1:]]
        asked_directly(place, "lena", "I'm on site")
        travel(place, "lena", "America/New_York")
        on_site = asked_directly(place, "lena", "my agenda")
    tokyo = (
        "Have you travelled? Slack says that it is 01:30 in Asia/Tokyo for you; I go by 17:30 in Europe/Berlin, "
        "as you set."
    )
    assert told == [tokyo, tokyo]
    assert on_site.startswith(EMPTY)
    assert len(place.posts(direct)) == 5


def travel(place: Place, user: str, zone: str) -> None:
    """Change the profile's zone, and wait until the bot knows."""
    place.workspace.set_zone(user, zone)
    with closing(connect(place.folder / "usher.db")) as database:
        known = partial(database.execute, "SELECT 1 FROM attendees WHERE profile_zone = ?", (zone,))
        place.workspace.wait_for(lambda: known().fetchall(), PATIENCE)


def test_help_tells_what_can_be_told_too(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        told = asked_directly(place, "lena", "help")
    told_too = "You can tell me too: “star the keynotes”, “follow Jeff Dean”, “my agenda”, “when am I free?”, "
    reminders = "“remind me 5 minutes before lunch”, “remind me at 9:00 of the panel”, “mute for an hour”, "
    rest = "“rate the panel 5”, “I’m in Berlin”, “export my calendar”, “settings”, “my data”."
    assert told.splitlines()[2:] == [told_too + reminders + rest]


def test_promise_of_a_reminder_is_what_will_come(at: At) -> None:
    place = at("2020-12-12T09:45-08:00", EVENT)
    with place.bot():
        told = [
            [line for line in asked_directly(place, "sam", words).splitlines() if line != FIRST_STAR][-1]
            for words in (
                "don't remind me of Ed Chi",
                "remind me 20 and 2 minutes before Ed Chi",
                "star Christina Delimitrou",
                "star the opening",
                "don't remind me of Ed Chi",
                "quiet hours 11 to 12",
                "star Bryan Catanzaro",
                "quiet hours 11:15 to 11:25",
                "star Bryan Catanzaro",
            )
        ]
    assert told == [
        "None of that is on your agenda.",
        "I will remind you 2 min before, at 09:48.",
        "It starts too soon for a reminder.",
        "It is over already.",
        "No reminder comes, as you have set.",
        "Quiet hours: 11:00–12:00, on your own clock.",
        "It starts in your quiet hours, so no reminder comes.",
        "Quiet hours: 11:15–11:25, on your own clock.",
        "I will remind you at 11:25, after your quiet hours.",
    ]
