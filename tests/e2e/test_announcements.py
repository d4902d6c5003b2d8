"""Announcements: written in a form, previewed exactly, sent to channels and people, edited, withdrawn, with a receipt.

Olivia is the workspace's admin; kenji, lena and sam are attendees.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.agenda.attendee import Star
from bot.store.attendees import Attendees
from bot.store.database import open_database
from bot.workspace import Message, View
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import At, asked_directly
from tests.e2e.test_live_changes import REFUSAL, directs, plain

EVENT = "mlforsystems-2018"
MORNING = "2018-12-08T10:20-05:00"


def form_of(place: Place, shortcut: str = "announce", message: Message | None = None) -> View:
    place.workspace.shortcut("olivia", shortcut, message)
    (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
    return form


def drafted(place: Place, words: str, **answers: object) -> Message:
    """The preview of an announcement that was written in the form."""
    channels = [place.workspace.channel(name).id for name in answers.pop("to", (EVENT,))]  # type: ignore[attr-defined]
    before = len(directs(place, "olivia"))
    form = form_of(place)
    assert place.workspace.submit("olivia", form, {"text": words, "channels": channels, **answers}) == {}
    place.workspace.wait_for(lambda: len(directs(place, "olivia")) > before, PATIENCE)
    return directs(place, "olivia")[-1]


def pressed(place: Place, preview: Message, action: str) -> Message:
    """The preview after one of its buttons was pressed."""

    def now() -> Message:
        return next(one for one in directs(place, "olivia") if one.ts == preview.ts)

    before = now().text
    place.workspace.click("olivia", now(), f"announce:{action}")
    place.workspace.wait_for(lambda: now().text != before, PATIENCE)
    return now()


def announced(place: Place, where: str) -> list[str]:
    found = place.posts(where) if not where.startswith("@") else directs(place, where[1:])
    return [one.text for one in found if "Announced by" in str(one.blocks)]


def wait_for_announced(place: Place, where: str, *texts: str) -> None:
    place.workspace.wait_for(lambda: announced(place, where) == list(texts), PATIENCE)


def test_announcement_is_previewed_sent_to_channels_and_fans_edited_and_withdrawn(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        for fan in ("kenji", "lena"):
            asked_directly(place, fan, "star the panel")
        preview = drafted(
            place, "Lunch is in <Hall 2> & outside", to=(EVENT, "general"), fans="panel-discussion", pin=["pin"]
        )
        assert "*Nothing is sent yet.*" in preview.text
        assert "Lunch is in &lt;Hall 2&gt; &amp; outside" in preview.text
        general, event = place.workspace.channel("general").id, place.workspace.channel(EVENT).id
        assert f"To: <#{event}>, <#{general}> and 2 people by direct message." in preview.text
        assert "When: at once. Delivery takes about 1 s at Slack's pace, for 4 messages." in preview.text
        assert announced(place, "general") == []

        pressed(place, preview, "send")
        words = "Lunch is in &lt;Hall 2&gt; &amp; outside"
        for where in ("general", EVENT, "@kenji", "@lena"):
            wait_for_announced(place, where, words)
        assert announced(place, "@sam") == []
        place.workspace.wait_for(lambda: place.workspace.pins("general"), PATIENCE)
        receipt = place.workspace.wait_for(
            lambda: [one for one in directs(place, "olivia") if "was delivered" in one.text], PATIENCE
        )
        assert receipt[0].text == "Your announcement “Lunch is in &lt;Hall 2&gt; &amp; outside” was delivered 4 times."

        place.workspace.click("olivia", previews(place)[0], "announce:edit")
        (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
        assert place.workspace.submit("olivia", form, {"text": "Lunch is in Hall 3"}) == {}
        for where in ("general", EVENT, "@kenji", "@lena"):
            wait_for_announced(place, where, "Lunch is in Hall 3")

        pressed(place, previews(place)[-1], "withdraw")
        for where in ("general", EVENT, "@kenji", "@lena"):
            wait_for_announced(place, where)
        log = asked_directly(place, "olivia", "log")
        acts = ("announced to 2 channels and 2 people", "edited an announcement", "withdrew an announcement")
        assert [word in log for word in acts] == [True] * 3


def test_receipt_tells_where_it_was_not_delivered_and_why(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.leave("usher", "general")
        pressed(place, drafted(place, "Lunch!", to=(EVENT, "general")), "send")
        (receipt,) = place.workspace.wait_for(lambda: receipts(place), PATIENCE)
        general = f"<#{place.workspace.channel('general').id}>"
        why = "I am not in that channel; invite me and announce it there once more (not_in_channel)."
        assert receipt.splitlines() == [
            "Your announcement “Lunch!” was delivered once.",
            f"Not delivered to {general}: {why}",
        ]


def test_announcement_that_is_for_another_channel_after_all_is_there_and_no_longer_in_the_first(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        pressed(place, drafted(place, "Lunch!"), "send")
        wait_for_announced(place, EVENT, "Lunch!")
        place.workspace.wait_for(lambda: receipts(place), PATIENCE)
        place.workspace.click("olivia", previews(place)[0], "announce:edit")
        (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
        assert place.workspace.submit("olivia", form, {"channels": [place.workspace.channel("general").id]}) == {}
        wait_for_announced(place, "general", "Lunch!")
        wait_for_announced(place, EVENT)


def test_announcement_that_would_reach_nobody_is_not_sent(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.click("olivia", drafted(place, "Hi", to=(), fans="panel-discussion"), "announce:send")
        direct = place.workspace.direct("olivia").id
        refusal = "It would reach nobody; edit whom it is for."
        place.workspace.wait_for(lambda: place.workspace.visible_to("olivia", direct)[-1].text == refusal, PATIENCE)
        assert "*Nothing is sent yet.*" in directs(place, "olivia")[0].text


def previews(place: Place) -> list[Message]:
    """What can be withdrawn still, as olivia sees it."""
    return [one for one in directs(place, "olivia") if "announce:withdraw" in str(one.blocks)]


def test_announcement_to_two_channels_and_fifty_people_sends_what_the_preview_told_and_no_more(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot() as who:
        people = [place.workspace.add_user(f"fan{number}", f"Fan {number}", "Europe/Berlin") for number in range(50)]
        engine = open_database(f"sqlite:///{place.folder / 'usher.db'}")
        fans = Attendees(engine, who.team_id)
        for person in people:
            fans.star(person.id, (Star(EVENT, "panel-discussion", datetime(2018, 12, 8, tzinfo=UTC)),))
        preview = drafted(place, "The panel is in Hall 5", to=(EVENT, "general"), fans="panel-discussion")
        assert "and 50 people by direct message." in preview.text
        place.workspace.wait_for(lambda: any("Break this morning" in one.text for one in place.posts(EVENT)), PATIENCE)
        before = len(place.workspace.calls)
        pressed(place, preview, "send")
        place.workspace.wait_for(lambda: receipts(place), 60)
        assert receipts(place)[0].endswith("was delivered 52 times.")
        posted = [
            call.arguments["channel"] for call in place.workspace.calls[before:] if call.method == "chat.postMessage"
        ]
        channels = [place.workspace.channel(name).id for name in (EVENT, "general")]
        receipt = place.workspace.user("olivia").id
        assert sorted(posted) == sorted([*channels, *(person.id for person in people), receipt])

        pressed(place, previews(place)[0], "withdraw")
        deleted = place.workspace.wait_for(lambda: withdrawn(place), 60)
        assert len(deleted) == 52
        engine.dispose()


def withdrawn(place: Place) -> list[str]:
    """The messages that were deleted, once all of them were."""
    deletions = [call for call in place.workspace.calls if call.method == "chat.delete"]
    found = [str(call.arguments["ts"]) for call in deletions if call.response["ok"]]
    return found if len(found) >= 52 else []


def receipts(place: Place) -> list[str]:
    return [one.text for one in directs(place, "olivia") if "was delivered" in one.text]


def test_announcement_beside_a_session_moves_with_it(at: At) -> None:
    place = at("2018-12-08T16:30-05:00", EVENT)
    with place.bot():
        form = form_of(place)
        place.workspace.click("olivia", form, "announcement_when", "beside")
        (form,) = place.workspace.wait_for(lambda: asking_for(place, "beside"), PATIENCE)
        channels = [place.workspace.channel("general").id]
        answers: dict[str, Any] = {
            "session": "panel-discussion",
            "minutes": "-5",
            "text": "Questions, please",
            "channels": channels,
        }
        assert place.workspace.submit("olivia", form, answers) == {}
        place.workspace.wait_for(lambda: directs(place, "olivia"), PATIENCE)
        preview = directs(place, "olivia")[-1]
        assert "When: Sat 8 Dec 2018, 16:45, and moves with its session." in preview.text
        pressed(place, preview, "send")
        told = plain(asked_directly(place, "olivia", "cancel the panel"))
        assert "⚠ The announcement “Questions, please” is not sent any more: its session does not take place." in told
        told = plain(asked_directly(place, "olivia", "move the panel to 17:00"))
        assert "• The announcement “Questions, please” is sent at 16:55." in told
        place.workspace.click("olivia", directs(place, "olivia")[-1], "live:apply")
        place.workspace.wait_for(lambda: directs(place, "olivia")[-1].text.startswith("Done"), PATIENCE)
        place.jump("2018-12-08T16:54-05:00")
        assert announced(place, "general") == []
        place.jump("2018-12-08T16:55-05:00")
        wait_for_announced(place, "general", "Questions, please")


def asking_for(place: Place, when: str) -> tuple[View, ...]:
    forms = place.workspace.modals("olivia")
    return tuple(view for view in forms if view.content["private_metadata"].endswith(f'"{when}"]'))


def test_times_are_offered_on_every_readers_clock(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        preview = drafted(place, "back at 14:00")
        assert "14:00: shall each reader see it on their own clock too?" in preview.text
        preview = pressed(place, preview, "times")
        assert "back at 14:00 EST (14:00 EST for you)" in plain(preview.text)
        pressed(place, preview, "send")
        place.workspace.wait_for(lambda: announced(place, EVENT), PATIENCE)
        (section,) = place.posts(EVENT)[-1].blocks[0]["elements"]
        assert section["elements"] == [
            {"type": "text", "text": "back at 14:00 EST ("},
            {"type": "date", "timestamp": 1544295600, "format": "{time}", "fallback": "14:00 EST"},
            {"type": "text", "text": " for you)"},
        ]


def test_what_notifies_everybody_is_confirmed_twice(at: At) -> None:
    place = at(MORNING, EVENT)
    loud = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "here"}]}],
    }
    with place.bot():
        form = form_of(place)
        channels = [place.workspace.channel(EVENT).id]
        values = {"text": {"text": {"type": "rich_text_input", "rich_text_value": loud}}}
        usual = {name: {name: {}} for name in ("fans", "everybody", "pin", "announcement_when")}
        place.workspace.craft(
            "olivia",
            "view_submission",
            view={
                "id": form.id,
                "type": "modal",
                "callback_id": "announcement",
                "private_metadata": form.content["private_metadata"],
                "state": {
                    "values": {**usual, **values, "channels": {"channels": {"selected_conversations": channels}}}
                },
            },
        )
        place.workspace.wait_for(lambda: directs(place, "olivia"), PATIENCE)
        preview = pressed(place, directs(place, "olivia")[-1], "send")
        assert "⚠ @here notifies everybody there. Really send it?" in preview.text
        assert announced(place, EVENT) == []
        pressed(place, preview, "loud")
        wait_for_announced(place, EVENT, "@here")


def test_draft_outlives_a_restart_and_nobody_sends_it_twice(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        preview = drafted(place, "Hello")
    with place.bot():
        pressed(place, preview, "send")
        wait_for_announced(place, EVENT, "Hello")
        crafted = {"type": "button", "action_id": "announce:send", "block_id": "b", "value": "1"}
        direct = place.workspace.direct("olivia").id
        container = {"type": "message", "message_ts": preview.ts, "channel_id": direct}
        place.workspace.craft(
            "olivia", "block_actions", container=container, channel={"id": direct, "name": "dm"}, actions=[crafted]
        )
        seen = place.workspace.visible_to
        place.workspace.wait_for(
            lambda: any("That cannot be done any more" in one.text for one in seen("olivia", direct)), PATIENCE
        )
        assert announced(place, EVENT) == ["Hello"]


def test_message_is_announced_by_its_shortcut(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        said = place.workspace.say("kenji", "general", "The wifi is back")
        form = form_of(place, "announce_this", said)
        assert "The wifi is back" in str(form.blocks[0])


def test_empty_form_is_refused_where_it_is_empty(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        form = form_of(place)
        told = place.workspace.submit("olivia", form, {"text": "Hello", "channels": []})
        assert told == {"channels": "Please say to whom: channels, those who starred a session, or everybody."}


@pytest.mark.parametrize("action", ["send", "loud", "edit", "drop", "times", "withdraw", "show", "form"])
def test_attendee_announces_nothing_with_a_crafted_button(at: At, action: str) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        drafted(place, "Hello")
        direct = place.workspace.direct("kenji").id
        crafted = {"type": "button", "action_id": f"announce:{action}", "block_id": "b", "value": "1"}
        container = {"type": "message", "message_ts": "1.1", "channel_id": direct}
        place.workspace.craft(
            "kenji", "block_actions", container=container, channel={"id": direct, "name": "dm"}, actions=[crafted]
        )
        seen = place.workspace.visible_to
        place.workspace.wait_for(lambda: [one.text for one in seen("kenji", direct)] == [REFUSAL], PATIENCE)
        assert announced(place, EVENT) == []


def test_attendee_opens_no_form_and_submits_none(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        said = place.workspace.say("kenji", "general", "Free beer")
        place.workspace.shortcut("kenji", "announce_this", said)
        place.workspace.shortcut("kenji", "announce")
        view = {
            "id": "V1",
            "type": "modal",
            "callback_id": "announcement",
            "private_metadata": f'[null, "{EVENT}", "now"]',
            "state": {"values": {}},
        }
        place.workspace.craft("kenji", "view_submission", view=view)
        place.workspace.wait_for(lambda: [one.text for one in directs(place, "kenji")] == [REFUSAL] * 2, PATIENCE)
        seen = place.workspace.visible_to
        place.workspace.wait_for(lambda: seen("kenji", "general")[-1].text == REFUSAL, PATIENCE)
        assert place.workspace.modals("kenji") == ()
        assert asked_directly(place, "kenji", "announcements") == REFUSAL


def test_command_opens_the_form_and_a_scheduled_announcement_is_cancelled(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.command("olivia", EVENT, "/usher announce")
        (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
        place.workspace.click("olivia", form, "announcement_when", "at")
        (form,) = place.workspace.wait_for(lambda: asking_for(place, "at"), PATIENCE)
        answers: dict[str, object] = {"text": "Lunch!", "day": "2018-12-08", "time": "12:00"}
        assert place.workspace.submit("olivia", form, answers) == {}
        place.workspace.wait_for(lambda: directs(place, "olivia"), PATIENCE)
        preview = directs(place, "olivia")[-1]
        assert "When: Sat 8 Dec 2018, 12:00." in preview.text
        sent = pressed(place, preview, "send")
        assert [one["text"]["text"] for one in sent.blocks[-1]["elements"]] == ["Edit", "Cancel it"]
        listed = asked_directly(place, "olivia", "announcements")
        assert listed == "1 announcement"
        pressed(place, preview, "withdraw")
        place.jump("2018-12-08T12:01-05:00")
        assert asked_directly(place, "kenji", "what's next?")
        assert announced(place, EVENT) == []


def test_what_is_to_be_announced_is_said_with_the_command_or_in_a_direct_message(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.command("olivia", EVENT, "/usher announce Lunch is at 12:30")
        (form,) = place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
        assert place.workspace.submit("olivia", form, {}) == {}
        place.workspace.wait_for(lambda: directs(place, "olivia"), PATIENCE)
        preview = directs(place, "olivia")[-1].text
        assert preview.splitlines()[1:3] == ["Lunch is at 12:30", f"To: <#{place.workspace.channel(EVENT).id}>."]
        assert asked_directly(place, "olivia", "announce: Lunch is at 12:30") == preview
        pressed(place, directs(place, "olivia")[-1], "send")
        wait_for_announced(place, EVENT, "Lunch is at 12:30")
        assert asked_directly(place, "kenji", "announce free beer") == REFUSAL


def test_home_has_the_tools_of_organizers_for_them_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        for user in ("olivia", "kenji"):
            place.workspace.open_home(user)
            place.workspace.wait_for(lambda user=user: place.workspace.home(user), PATIENCE)
        homes = [str(place.workspace.home(user)) for user in ("olivia", "kenji")]
        assert ["announce:form" in home for home in homes] == [True, False]
        home = place.workspace.home("olivia")
        assert home is not None
        place.workspace.click("olivia", home, "announce:form")
        place.workspace.wait_for(lambda: place.workspace.modals("olivia"), PATIENCE)
