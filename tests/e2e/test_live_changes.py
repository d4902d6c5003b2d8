"""Changes while the day runs: ordered in words, previewed, applied, told to those concerned once, and taken back.

Olivia is the workspace's admin, kenji an attendee.
"""

import pytest

from bot.files.read import read_text
from bot.schedule.model import Schedule
from bot.workspace import Message, View
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import At, asked_directly

EVENT = "mlforsystems-2018"
REFUSAL = "Sorry, that is for the organizers alone: this workspace's admins and owners. Please ask one of them."


def directs(place: Place, user: str) -> tuple[Message, ...]:
    return place.posts(place.workspace.direct(user).id)


def pressed(place: Place, user: str, action: str) -> str:
    """What stands in place of the last preview after a button was pressed."""
    preview = directs(place, user)[-1]
    place.workspace.click(user, preview, action)
    place.workspace.wait_for(lambda: directs(place, user)[-1].text != preview.text, PATIENCE)
    return directs(place, user)[-1].text


def notices(place: Place) -> list[str]:
    return [one.text for one in place.posts(EVENT) if one.text.startswith("Schedule change")]


def wait_for_notices(place: Place, count: int) -> list[str]:
    place.workspace.wait_for(lambda: len(notices(place)) >= count, PATIENCE)
    return notices(place)


def plain(text: str) -> str:
    return text.replace("*", "")


def test_delay_is_previewed_applied_told_once_and_taken_back(at: At) -> None:
    place = at("2018-12-08T16:30-05:00", EVENT)
    with place.bot():
        summary = "“Panel Discussion”, and what follows, is 15 min late, breaks take it up"
        preview = plain(asked_directly(place, "olivia", "delay the panel by 15 minutes"))
        assert preview.splitlines()[:3] == [
            f"{summary} – is that what you mean? Nothing is changed yet.",
            "• Panel Discussion now starts at 17:05, not at 16:50.",
            "• Closing Remarks now starts at 18:05, not at 17:50.",
        ]
        assert "16:50–17:50" in asked_directly(place, "kenji", "when is the panel?")

        assert plain(pressed(place, "olivia", "live:apply")).startswith("Done: “Panel Discussion”, and what follows")
        assert "17:05–18:05" in asked_directly(place, "kenji", "when is the panel?")
        assert notices(place) == []
        place.jump("2018-12-08T16:32-05:00")
        (told,) = wait_for_notices(place, 1)
        assert [line.split(" EST")[0] for line in plain(told).splitlines()] == [
            "Schedule change:",
            "• Panel Discussion now starts at 17:05",
            "• Closing Remarks now starts at 18:05",
        ]

        assert plain(asked_directly(place, "olivia", "undo")).startswith("Taken back: “Panel Discussion”")
        assert "16:50–17:50" in asked_directly(place, "kenji", "when is the panel?")
        place.jump("2018-12-08T16:34-05:00")
        assert plain(wait_for_notices(place, 2)[1]).splitlines()[1].startswith("• Panel Discussion now starts at 16:50")
        log = asked_directly(place, "olivia", "log")
        olivia = place.workspace.user("olivia").id
        assert log.count(f"<@{olivia}>") == 2
        assert "before: Sat 8 Dec 2018, 16:50–17:50 Panel Discussion" in log


def test_posted_reminder_is_edited_and_edited_back(at: At) -> None:
    place = at("2018-12-08T16:40-05:00", EVENT)
    with place.bot():
        (reminder,) = place.wait_for_posts(EVENT, 1)
        assert plain(reminder.text).startswith("Starts in 10 min:\n16:50–17:50 EST")
        place.wait_until_noted()
        preview = asked_directly(place, "olivia", "delay the panel by 15 minutes")
        assert preview.endswith(" 1 posted reminder will be edited at once.")
        pressed(place, "olivia", "live:apply")
        assert edited(place, reminder, "Updated:\n17:05–18:05 EST")
        asked_directly(place, "olivia", "undo")
        assert edited(place, reminder, "Updated:\n16:50–17:50 EST")
        asked_directly(place, "olivia", "cancel the panel")
        pressed(place, "olivia", "live:apply")
        assert edited(place, reminder, "Updated:\nPanel Discussion is cancelled")
        assert len(place.posts(EVENT)) == 1


def edited(place: Place, message: Message, begins: str) -> bool:
    """Whether the message comes to say, once it has been edited, what begins so."""

    def said() -> bool:
        first = place.posts(EVENT)[0]
        return first.ts == message.ts and plain(first.text).startswith(begins)

    place.workspace.wait_for(said, PATIENCE)
    return said()


def test_end_that_is_otherwise_is_logged_as_it_was_and_as_it_is(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "extend closing remarks to 18:15")
        pressed(place, "olivia", "live:apply")
        assert [line.strip() for line in plain(asked_directly(place, "olivia", "log")).splitlines()[1:]] == [
            "before: Sat 8 Dec 2018, 17:50–18:00 Closing Remarks",
            "after: Sat 8 Dec 2018, 17:50–18:15 Closing Remarks",
        ]


def test_changes_within_the_settling_time_are_told_together_and_those_taken_back_are_not(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "cancel the panel")
        pressed(place, "olivia", "live:apply")
        asked_directly(place, "olivia", "cancel poster session 2")
        pressed(place, "olivia", "live:apply")
        assert asked_directly(place, "olivia", "undo").startswith("Taken back: *“Poster Session 2” is cancelled*")
        assert "does not take place: it was cancelled" in asked_directly(place, "kenji", "when is the panel?")
        first = directs(place, "olivia")[0]
        place.workspace.click("olivia", first, "live:tell")
        (told,) = wait_for_notices(place, 1)
        assert plain(told).splitlines()[1:] == [
            "• Panel Discussion (16:50–17:50 EST (<!date^1544305800^{time}|16:50 EST> for you)) is cancelled."
        ]
        (shown,) = (one for one in directs(place, "olivia") if one.ts == first.ts)
        assert plain(shown.text).endswith(f"Told of it now: <#{place.workspace.channel(EVENT).id}>.")


def test_swap_and_cancellation_send_what_their_previews_told_and_no_more(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    event = place.workspace.channel(EVENT).id
    with place.bot():
        asked_directly(place, "kenji", "star the panel")
        asked_directly(place, "lena", "star poster session 2")
        for order, count, news in (
            ("swap the panel and closing remarks", "1 person", ("Panel Discussion now starts at", "kenji")),
            ("cancel poster session 2", "1 person", ("Poster Session 2 (14:55", "lena")),
        ):
            assert f"<#{event}> and {count} by direct message." in asked_directly(place, "olivia", order)
            before = len(place.workspace.calls)
            pressed(place, "olivia", "live:now")
            words, fan = news
            place.workspace.wait_for(
                lambda fan=fan, words=words: words in plain(directs(place, fan)[-1].text), PATIENCE
            )
            place.workspace.wait_for(lambda before=before: len(told_since(place, before)) >= 2, PATIENCE)
            assert sorted(told_since(place, before)) == sorted([event, place.workspace.user(fan).id])


def test_whoever_is_in_quiet_hours_for_too_long_is_not_counted_among_those_who_are_told(at: At) -> None:
    """In Tokyo it is 3:00."""
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "kenji", "star the panel")
        for hours, told in (("2:00 to 4:00", " and 1 person by direct message."), ("2:00 to 11:00", ".")):
            asked_directly(place, "kenji", f"quiet hours from {hours}")
            preview = asked_directly(place, "olivia", "cancel the panel")
            assert preview.endswith(f"<#{place.workspace.channel(EVENT).id}>{told}")


def told_since(place: Place, before: int) -> list[str]:
    """Where the bot has posted news of the schedule since that call."""
    posts = (call for call in place.workspace.calls[before:] if call.method == "chat.postMessage")
    return [str(call.arguments["channel"]) for call in posts if "Schedule change" in str(call.arguments["text"])]


def test_preview_of_a_schedule_that_has_changed_since_is_shown_anew(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "move the panel to 17:00")
        stale = directs(place, "olivia")[-1]
        asked_directly(place, "olivia", "rename the panel to Quo vadis")
        pressed(place, "olivia", "live:apply")
        place.workspace.click("olivia", stale, "live:apply")
        place.workspace.wait_for(lambda: "Quo vadis" in directs(place, "olivia")[0].text, PATIENCE)
        assert "Nothing is changed yet." in directs(place, "olivia")[0].text
        assert "16:50" in asked_directly(place, "kenji", "when is Quo vadis?")
        place.workspace.click("olivia", directs(place, "olivia")[0], "live:apply")
        place.workspace.wait_for(lambda: directs(place, "olivia")[0].text.startswith("Done"), PATIENCE)
        assert "17:00" in asked_directly(place, "kenji", "when is Quo vadis?")


def test_shift_that_is_shown_anew_is_counted_from_where_the_other_change_has_left_it(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "delay the panel by 15 minutes")
        stale = directs(place, "olivia")[-1]
        applied(place, "rename the panel to Quo vadis and move Quo vadis to 17:00")
        place.jump("2018-12-08T17:01-05:00")
        place.workspace.click("olivia", stale, "live:apply")
        place.workspace.wait_for(lambda: "changed since" in directs(place, "olivia")[0].text, PATIENCE)
        late = "“Quo vadis”, and what follows, is 15 min late, breaks take it up"
        assert plain(directs(place, "olivia")[0].text).splitlines()[:3] == [
            f"{late} – the schedule has changed since; is this what you mean? Nothing is changed yet.",
            "• Quo vadis now starts at 17:15, not at 17:00.",
            "• Closing Remarks now starts at 18:05, not at 17:50.",
        ]
        place.workspace.click("olivia", directs(place, "olivia")[0], "live:apply")
        place.workspace.wait_for(lambda: directs(place, "olivia")[0].text.startswith("Done"), PATIENCE)
        asked_directly(place, "olivia", "move Quo vadis 10 minutes earlier")
        gone = directs(place, "olivia")[-1]
        applied(place, "cancel Quo vadis")
        place.workspace.click("olivia", gone, "live:apply")
        place.workspace.wait_for(lambda: "is cancelled; write" in told_last(place, "olivia"), PATIENCE)


def told_last(place: Place, user: str) -> str:
    return place.workspace.visible_to(user, place.workspace.direct(user).id)[-1].text


def test_amendments_outlive_a_restart_and_a_reloaded_file(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "cancel the panel")
        pressed(place, "olivia", "live:apply")
    path = place.folder / "schedules" / f"{EVENT}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Opening Remarks", "Welcome"), encoding="utf-8")
    with place.bot():
        assert "was cancelled" in asked_directly(place, "kenji", "when is the panel?")
        assert asked_directly(place, "olivia", "changes") == "1 change is in force."


def applied(place: Place, words: str) -> str:
    asked_directly(place, "olivia", words)
    return plain(pressed(place, "olivia", "live:apply"))


def test_change_that_is_named_is_taken_back_and_the_others_stay(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        for words in ("delay the panel by 15 minutes", "cancel poster session 2", "cancel closing remarks"):
            applied(place, words)
        undone = plain(asked_directly(place, "olivia", "undo the delay but keep the cancellations"))
        assert undone.startswith("Taken back: “Panel Discussion”, and what follows, is 15 min late")
        assert asked_directly(place, "olivia", "undo the cancellation") == "2 changes are in force."
        undone = plain(asked_directly(place, "olivia", "undo the cancellation of the closing remarks"))
        assert undone.startswith("Taken back: “Closing Remarks” is cancelled.")
        assert "16:50–17:50" in asked_directly(place, "kenji", "when is the panel?")
        assert "was cancelled" in asked_directly(place, "kenji", "when is poster session 2?")


def test_cancelled_session_takes_place_after_all(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        applied(place, "cancel the panel and poster session 2")
        assert applied(place, "bring the panel back").startswith("Done: “Panel Discussion” takes place after all.")
        assert "16:50–17:50" in asked_directly(place, "kenji", "when is the panel?")
        place.jump("2018-12-08T13:10-05:00")
        (told,) = wait_for_notices(place, 1)
        assert [line.split(" (")[0] for line in plain(told).splitlines()[1:]] == ["• Poster Session 2"]


def test_who_cannot_come_is_missed_or_their_session_is_cancelled(at: At) -> None:
    place = at("2018-12-08T16:00-05:00", EVENT)
    with place.bot():
        preview = plain(asked_directly(place, "olivia", "Partha can't make it"))
        assert preview.startswith(
            "Partha Ranganathan does not speak: “Panel Discussion” takes place without them – is that what you mean?"
        )
        assert "• Panel Discussion is now by Jeff Dean, Song Han and Ion Stoica." in preview
        buttons = directs(place, "olivia")[-1].blocks[-1]["elements"]
        assert buttons[-1]["text"]["text"] == "“Panel Discussion” is cancelled"
        assert plain(pressed(place, "olivia", "live:other")).startswith(
            "Partha Ranganathan does not speak: “Panel Discussion” is cancelled – is that what you mean?"
        )


def test_speaker_whose_account_is_known_is_told_of_what_is_theirs(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    path = place.folder / "schedules" / f"{EVENT}.yaml"
    kenji = place.workspace.user("kenji").id
    known = f"sessions:\n  - {{title: Demo, start: 15:10, end: 15:20, speakers: [{{name: Ken W, slack: {kenji}}}]}}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("sessions:\n", known, 1), encoding="utf-8")
    with place.bot():
        event = place.workspace.channel(EVENT).id
        asked_directly(place, "olivia", "move the demo to 15:30")
        assert directs(place, "olivia")[-1].text.endswith(f"<#{event}> and 1 person by direct message.")
        pressed(place, "olivia", "live:now")
        place.workspace.wait_for(lambda: directs(place, "kenji"), PATIENCE)
        (told,) = directs(place, "kenji")
        assert plain(told.text).splitlines()[1:] == [
            "• Demo now starts at 15:30 (Sun 05:30 for you), not at 15:10 (Sun 05:10 for you)."
        ]


def test_attendee_changes_nothing_in_words(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        for words in ("cancel the panel", "undo the delay", "Jeff Dean is ill", "log", "changes"):
            assert asked_directly(place, "kenji", words) == REFUSAL


def test_what_is_dropped_from_an_agenda_is_dropped_for_nobody_else(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        for user in ("kenji", "olivia"):
            asked_directly(place, user, "star the panel")
            assert "Panel" in asked_directly(place, user, "my agenda")
            assert "Panel" in asked_directly(place, user, "drop the panel from my agenda")
            assert "Panel" not in asked_directly(place, user, "my agenda")


def test_what_organizers_drop_of_the_programme_others_drop_of_their_own_agenda(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        assert asked_directly(place, "kenji", "undo").startswith("There is nothing to take back")
        asked_directly(place, "kenji", "remind me 5 minutes before the panel")
        told = [asked_directly(place, "kenji", words) for words in ("drop the panel", "skip the panel")]
        again = asked_directly(place, "kenji", "undo").splitlines()
        dropped = asked_directly(place, "kenji", "undo")
        preview = plain(asked_directly(place, "olivia", "drop the panel"))
        assert "16:50–17:50" in asked_directly(place, "kenji", "when is the panel?")
    assert told == ["☆ No longer on your agenda: Panel Discussion.", "Not on your agenda: Panel Discussion."]
    assert again[0] == "★ Starred:"
    assert again[2] == "I will remind you 5 min before, at 16:45 (Sun 06:45 for you)."
    assert dropped == told[0]
    assert preview.startswith("“Panel Discussion” is cancelled – is that what you mean? Nothing is changed yet.")


def test_undo_of_an_organizer_who_has_starred_something_since_asks_what_is_meant(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        assert asked_directly(place, "olivia", "undo").endswith("Of your own agenda write “undo my last star”.")
        applied(place, "cancel the panel")
        asked_directly(place, "olivia", "star closing remarks")
        assert asked_directly(place, "olivia", "undo") == "1 change is in force."
        assert asked_directly(place, "olivia", "undo my last star") == "☆ No longer on your agenda: Closing Remarks."
        assert "was cancelled" in asked_directly(place, "kenji", "when is the panel?")


@pytest.mark.parametrize("action", ["apply", "now", "drop", "other", "undo", "tell", "export", "doctor"])
def test_attendee_changes_nothing_with_a_crafted_button(at: At, action: str) -> None:
    """As of a forwarded message: the button's value is right, whoever pressed it is not."""
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "cancel lunch")
        preview = directs(place, "olivia")[-1]
        direct = place.workspace.direct("kenji").id
        crafted = {"type": "button", "action_id": f"live:{action}", "block_id": "b", "value": "[1, null]"}
        container = {"type": "message", "message_ts": preview.ts, "channel_id": direct}
        place.workspace.craft(
            "kenji", "block_actions", container=container, channel={"id": direct, "name": "dm"}, actions=[crafted]
        )
        seen = place.workspace.visible_to
        place.workspace.wait_for(lambda: [one.text for one in seen("kenji", direct)] == [REFUSAL], PATIENCE)
        assert directs(place, "olivia")[-1] == preview
        assert "was cancelled" not in asked_directly(place, "kenji", "when is lunch?")


def test_command_previews_to_the_organizer_alone(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        typed = place.workspace.command("olivia", EVENT, "/usher cancel the panel")
        (preview,) = place.workspace.wait_for(lambda: place.workspace.answers(typed), PATIENCE)
        assert "Nothing is changed yet." in preview.text
        assert place.posts(EVENT) == ()


def opened_form(place: Place) -> View:
    place.workspace.shortcut("olivia", "change_schedule")
    (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
    return form


FORMS: dict[str, tuple[dict[str, object], str]] = {
    "delay": (
        {"where": "panel-discussion", "minutes": "10", "until": "BY_NIGHT"},
        "“Panel Discussion”, and what follows, is 10 min late, to the end of the day",
    ),
    "move": (
        {"session": "panel-discussion", "day": "2018-12-08", "start": "17:30"},
        "“Panel Discussion” moves to 17:30",
    ),
    "room": ({"session": "panel-discussion", "room": "Hall 5"}, "“Panel Discussion” is now in Hall 5"),
    "cancel": ({"session": "panel-discussion"}, "“Panel Discussion” is cancelled"),
    "swap": (
        {"session": "panel-discussion", "other": "closing-remarks"},
        "“Panel Discussion” and “Closing Remarks” swap",
    ),
    "add": (
        {"title": "Group photo", "day": "2018-12-08", "start": "13:30", "end": "13:40"},
        "“Group photo” is added at Sat 13:30",
    ),
    "title": ({"session": "panel-discussion", "title": "Quo vadis"}, "“Panel Discussion” is now called “Quo vadis”"),
    "replace": (
        {"speaker": "Jeff Dean", "by": "Bo Sample"},
        "Bo Sample speaks in place of Jeff Dean",
    ),
}


@pytest.mark.parametrize("sort", FORMS)
def test_form_orders_what_words_can(at: At, sort: str) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    answers, summary = FORMS[sort]
    with place.bot():
        form = opened_form(place)
        if sort != "delay":
            place.workspace.click("olivia", form, "order_sort", sort)
            (form,) = place.workspace.wait_for(lambda: asking_for(place, sort), PATIENCE)
        assert place.workspace.submit("olivia", form, answers) == {}
        place.workspace.wait_for(lambda: directs(place, "olivia"), PATIENCE)
        preview = plain(directs(place, "olivia")[-1].text).splitlines()[0]
        assert preview == f"{summary} – is that what you mean? Nothing is changed yet."


def asking_for(place: Place, sort: str) -> tuple[View, ...]:
    """The form once it asks for what this sort of order needs."""
    chosen = [(view, view.blocks[0]["element"]["initial_option"]["value"]) for view in place.workspace.modals("olivia")]
    return tuple(view for view, value in chosen if value == sort)


def test_attendee_opens_no_form(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        place.workspace.shortcut("kenji", "change_schedule")
        place.workspace.wait_for(lambda: [one.text for one in directs(place, "kenji")] == [REFUSAL], PATIENCE)
        assert place.workspace.modals("kenji") == ()


def test_attendee_orders_nothing_with_a_crafted_form(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    chosen = {"selected_option": {"value": "panel-discussion"}}
    values = {"session": {"session": chosen}}
    with place.bot():
        view = {
            "id": "V1",
            "type": "modal",
            "callback_id": "order",
            "private_metadata": f"{EVENT} cancel",
            "state": {"values": values},
        }
        place.workspace.craft("kenji", "view_submission", view=view)
        place.workspace.wait_for(lambda: [one.text for one in directs(place, "kenji")] == [REFUSAL], PATIENCE)


def test_reloaded_file_shows_the_organizers_its_difference_to_what_is_live(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    path = place.folder / "schedules" / f"{EVENT}.yaml"
    with place.bot(USHER_ORGANIZERS_CHANNEL="#general"):
        asked_directly(place, "olivia", "cancel the panel")
        pressed(place, "olivia", "live:now")
        wait_for_notices(place, 1)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("start: 16:25", "start: 16:30"), encoding="utf-8")
        (shown,) = place.wait_for_posts("general", 1)
        assert plain(shown.text).splitlines()[0] == (
            "Workshop on ML for Systems at NeurIPS 2018: its file was read again – 1 changed."
        )
        assert "was cancelled" in asked_directly(place, "kenji", "when is the panel?")
        crafted = {"type": "button", "action_id": "live:channels", "block_id": "b", "value": "2"}
        direct = place.workspace.direct("kenji").id
        container = {"type": "message", "message_ts": "1.1", "channel_id": direct}
        place.workspace.craft(
            "kenji", "block_actions", container=container, channel={"id": direct, "name": "dm"}, actions=[crafted]
        )
        place.workspace.wait_for(
            lambda: REFUSAL in [one.text for one in place.workspace.visible_to("kenji", direct)], PATIENCE
        )
        place.jump("2018-12-08T13:03-05:00")
        assert len(notices(place)) == 1
        place.workspace.click("olivia", shown, "live:channels")
        assert (
            plain(wait_for_notices(place, 2)[1])
            .splitlines()[1]
            .startswith("• Machine Learning for Systems now starts at 16:30")
        )


def exported_files(place: Place) -> list[tuple[str, Schedule]]:
    """The files that the bot has sent, and the schedules that they read as."""
    texts = [(file.name, (file.content or b"").decode()) for file in place.workspace.files]
    return [(name, read_text(text, EVENT, name).schedule) for name, text in texts]


def test_organizer_exports_the_schedule_as_amended_in_words_and_by_the_panel(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        asked_directly(place, "olivia", "cancel the panel")
        pressed(place, "olivia", "live:apply")
        place.workspace.say("olivia", place.workspace.direct("olivia").id, "export the schedule")
        place.workspace.wait_for(lambda: "With all that is changed" in directs(place, "olivia")[-1].text, PATIENCE)
        asked_directly(place, "olivia", "organizers")
        place.workspace.click("olivia", directs(place, "olivia")[-1], "live:export")
        place.workspace.wait_for(lambda: len(place.workspace.files) == 2, PATIENCE)
        place.workspace.wait_for(lambda: "With all that is changed" in directs(place, "olivia")[-1].text, PATIENCE)
    (name, schedule), again = exported_files(place)
    assert (name, [session.title for session in schedule.cancelled]) == (f"{EVENT}.yaml", ["Panel Discussion"])
    assert again == (name, schedule)


def test_file_that_has_taken_up_the_export_shows_no_difference(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    path = place.folder / "schedules" / f"{EVENT}.yaml"
    with place.bot(USHER_ORGANIZERS_CHANNEL="#general"):
        for order in ("extend closing remarks to 18:15", "add coffee at 15:00 till 15:10", "cancel the panel"):
            asked_directly(place, "olivia", order)
            pressed(place, "olivia", "live:now")
        asked_directly(place, "olivia", "export")
        exported = place.workspace.wait_for(lambda: place.workspace.files, PATIENCE)[0].content or b""
    path.write_bytes(exported)
    with place.bot(USHER_ORGANIZERS_CHANNEL="#general"):
        path.write_bytes(exported.replace(b"Closing Remarks", b"Farewell"))
        (shown,) = place.wait_for_posts("general", 1)
        assert "its file was read again – 1 new, 1 gone." in plain(shown.text)


def test_attendee_who_exports_the_schedule_has_its_calendar_and_never_the_file(at: At) -> None:
    place = at("2018-12-08T13:00-05:00", EVENT)
    with place.bot():
        assert asked_directly(place, "kenji", "export") == REFUSAL
        assert asked_directly(place, "kenji", "export the schedule file") == REFUSAL
        place.workspace.say("kenji", place.workspace.direct("kenji").id, "export the schedule")
        place.workspace.wait_for(lambda: place.workspace.files, PATIENCE)
    assert [file.name.rpartition(".")[2] for file in place.workspace.files] == ["ics"]


def test_organizer_has_everything_checked_in_words_by_command_and_by_the_panel(at: At) -> None:
    place = at("2018-12-08T08:00-05:00", EVENT)
    told = "1 note"
    with place.bot():
        assert plain(asked_directly(place, "olivia", "doctor")).splitlines()[0] == told
        asked_directly(place, "olivia", "organizers")
        place.workspace.click("olivia", directs(place, "olivia")[-1], "live:doctor")
        place.workspace.wait_for(lambda: plain(directs(place, "olivia")[-1].text).startswith(told), PATIENCE)
        place.workspace.leave("usher", EVENT)
        typed = place.workspace.command("olivia", "general", "/usher doctor")
        (answer,) = place.workspace.wait_for(lambda: place.workspace.answers(typed), PATIENCE)
        lines = plain(answer.text).splitlines()
        assert lines[:2] == [
            "1 problem, 1 note",
            f"✖ channels: #{EVENT}: the bot is not in it, so that the reminders of {EVENT} do not come there",
        ]
        assert asked_directly(place, "kenji", "doctor") == REFUSAL
        refused = place.workspace.command("kenji", "general", "/usher doctor")
        (refusal,) = place.workspace.wait_for(lambda: place.workspace.answers(refused), PATIENCE)
        assert refusal.text == REFUSAL


def test_exported_file_in_place_of_the_one_in_use_changes_nothing_that_is_live(at: At) -> None:
    """Only what is written into it besides does."""
    place = at("2018-12-08T13:00-05:00", EVENT)
    path = place.folder / "schedules" / f"{EVENT}.yaml"
    with place.bot(USHER_ORGANIZERS_CHANNEL="#general"):
        asked_directly(place, "olivia", "cancel the panel")
        pressed(place, "olivia", "live:now")
        wait_for_notices(place, 1)
        asked_directly(place, "olivia", "export")
        (file,) = place.workspace.wait_for(lambda: place.workspace.files, PATIENCE)
        text = (file.content or b"").decode()
        path.write_text(text.replace("start: 16:25", "start: 16:30"), encoding="utf-8")
        (shown,) = place.wait_for_posts("general", 1)
        assert plain(shown.text).splitlines()[0].endswith("its file was read again – 1 changed.")
        assert "was cancelled" in asked_directly(place, "kenji", "when is the panel?")
        assert len(notices(place)) == 1
