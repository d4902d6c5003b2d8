"""Imports in Slack: what an organizer drops on the bot is shown; buttons use it, download it or drop it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace import Fault, Message
from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import EVENT, MORNING, At, asked_directly
from tests.importing.servers import Answer, web

HEAD = "<h1>Joins Day</h1><p>Monday, June 1, 2026. All times are CEST (Europe/Berlin).</p><table>"
OPENING = "<tr><td>9:00 - 9:30</td><td>Opening</td></tr>"
JOINS = "<tr><td>9:30 - 10:15</td><td>Joins That Agree</td><td>Ada Example (Univ. of Examples)</td></tr>"
LATER = JOINS.replace("9:30 - 10:15", "10:00 - 10:45")
DINNER = "<tr><td>19:00 - 21:00</td><td>Dinner</td></tr>"
PAGE = HEAD + OPENING + JOINS
NO_ZONE = f"<h1>Joins Day</h1><table>{OPENING}{JOINS}"
REFUSED = "Sorry, that is for the organizers alone: this workspace's admins and owners. Please ask one of them."
FANS_ALONE = "Those who starred what has changed are told in two minutes; the channels are not."
ADMIN, OTHER = "olivia", "kenji"


def directs(place: Place, user: str = ADMIN) -> tuple[Message, ...]:
    return place.posts(place.workspace.direct(user).id)


def dropped(place: Place, page: str = PAGE, name: str = "joins-day.html", text: str = "") -> Message:
    """What the bot shows olivia of a file that she drops on it."""
    count = len(directs(place))
    place.workspace.say(ADMIN, "usher", text, files={name: page.encode()})
    place.wait_for_posts(place.workspace.direct(ADMIN).id, count + 1)
    place.workspace.wait_for(lambda: not directs(place)[-1].text.startswith("Reading "), PATIENCE)
    return directs(place)[-1]


def replies(place: Place, asked: Message) -> tuple[Message, ...]:
    return tuple(message for message in place.posts(asked.channel) if message.thread_ts == asked.ts)


def shown_again(place: Place, message: Message, words: str) -> Message:
    """The message, once it holds these words."""
    place.workspace.wait_for(lambda: words in place.workspace.message(message.channel, message.ts).text, PATIENCE)
    return place.workspace.message(message.channel, message.ts)


def used(place: Place, page: str = PAGE) -> Message:
    shown = dropped(place, page)
    place.workspace.click(ADMIN, shown, "import_use")
    return shown_again(place, shown, "In use since")


def buttons(message: Message) -> list[str]:
    return [
        element["text"]["text"]
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def files(place: Place) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((place.folder / "schedules").iterdir())}


def told_privately(place: Place, user: str, channel: str) -> str:
    """The last that only this person sees there."""
    private = [each for each in place.workspace.visible_to(user, channel) if each.visible_to]
    return private[-1].text if private else ""


def test_file_in_a_direct_message_is_shown_and_used(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place)
        assert shown.text == (
            "*Joins Day*: 2 sessions on 1 day, Europe/Berlin, read as html from joins-day.html\n"
            "It would be a new schedule, beside those that there are.\n"
            "*Mon 1 Jun 2026*\n"
            "• 09:00–09:30 (03:00–03:30 for you) *Opening*\n"
            "• 09:30–10:15 (03:30–04:15 for you) *Joins That Agree* – Ada Example"
        )
        assert buttons(shown) == ["Use it", "Show all", "Download the YAML", "Drop it"]
        place.workspace.click(ADMIN, shown, "import_use")
        after = shown_again(place, shown, "In use since")
        answer = asked_directly(place, OTHER, "when is ada example at joins day?")
    assert after.text == (
        "*Joins Day*: 2 sessions on 1 day, Europe/Berlin, read as html from joins-day.html\n"
        "In use since Sat 8 Dec 2018, 14:50 (08:50 for you), by olivia.\n"
        "Live now: 2 sessions, 1 day, Europe/Berlin.\n"
        "Its reminders go to no channel yet."
    )
    assert buttons(after) == []
    assert "09:30–10:15 (16:30–17:15 for you)" in answer
    assert set(files(place)) == {"joins-day.yaml", f"{EVENT}.yaml"}


def test_difference_to_what_is_live_is_shown_first_and_what_people_added_is_kept(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        used(place)
        path = place.folder / "schedules" / "joins-day.yaml"
        by_hand = (
            f'posting:\n  channels: ["#{EVENT}", "#nowhere"]\nfaq:\n  - question: [parking]\n    answer: Behind.\n'
        )
        path.write_text(path.read_text(encoding="utf-8").replace("\nsessions:", f"{by_hand}\nsessions:"), "utf-8")
        shown = dropped(place, HEAD + LATER + DINNER)
        start = "start: 09:30 (03:30 for you) → 10:00 (04:00 for you)"
        end = "end: 10:15 (04:15 for you) → 10:45 (04:45 for you)"
        assert shown.text.splitlines()[1:5] == [
            "This would change in *Joins Day*: 1 new, 1 gone, 1 changed (nothing has, and nobody has been told)",
            "• New: Mon 1 Jun 2026, 19:00–21:00 (13:00–15:00 for you) *Dinner*",
            "• Gone: Mon 1 Jun 2026, 09:00–09:30 (03:00–03:30 for you) *Opening*",
            f"• Changed: Mon 1 Jun 2026, 09:30–10:15 (03:30–04:15 for you) *Joins That Agree* – {start}; {end}",
        ]
        place.workspace.click(ADMIN, shown, "import_use")
        after = shown_again(place, shown, "In use since")
    assert after.text.splitlines()[-3:] == [
        f"Reminders go to #{EVENT} and #nowhere.",
        "I am not in #nowhere yet: /invite me there.",
        FANS_ALONE,
    ]
    written = files(place)["joins-day.yaml"]
    assert f'channels: ["#{EVENT}", "#nowhere"]' in written
    assert "answer: Behind." in written


def test_channel_of_a_schedule_that_has_none_is_asked_for(at: At) -> None:
    place = at(MORNING, EVENT)
    place.workspace.add_channel("far", bot=False)
    with place.bot():
        after = used(place)
        for name, told in (
            ("general", "Reminders of Joins Day go to #general."),
            ("far", "Reminders go there once I am in that channel: /invite me."),
        ):
            count = len(directs(place))
            place.workspace.click(ADMIN, after, "import_channel", place.workspace.channel(name).id)
            assert place.wait_for_posts(after.channel, count + 1)[-1].text == told
        place.workspace.click(ADMIN, after, "import_channel", "no channel")
        place.workspace.wait_for(lambda: "'no channel' is not usable" in told_privately(place, ADMIN, after.channel))
        place.workspace.click(OTHER, copied(place, after, "general"), "import_channel", "C1")
        place.workspace.wait_for(lambda: told_privately(place, OTHER, "general") == REFUSED, PATIENCE)
    assert f'channels: ["{place.workspace.channel("far").id}"]' in files(place)["joins-day.yaml"]


def test_those_concerned_are_told_if_the_organizer_says_so(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        used(place)
        path = place.folder / "schedules" / "joins-day.yaml"
        posting = 'posting:\n  channels: ["#general"]\n'
        path.write_text(path.read_text(encoding="utf-8").replace("\nsessions:", f"{posting}\nsessions:"), "utf-8")
        asked_directly(place, OTHER, "star Joins That Agree at Joins Day")
        quiet = dropped(place, HEAD + OPENING + LATER)
        assert buttons(quiet)[:2] == ["Use it", "Use it, and tell who it concerns"]
        place.workspace.click(ADMIN, quiet, "import_use")
        unheard = shown_again(place, quiet, "In use since")
        place.jump("2018-12-08T08:53-05:00")
        place.workspace.wait_for(lambda: "Schedule change" in directs(place, OTHER)[-1].text, PATIENCE)
        told = dropped(place, HEAD + OPENING + LATER + DINNER)
        place.workspace.click(ADMIN, told, "import_tell")
        after = shown_again(place, told, "In use since")
        place.jump("2018-12-08T08:56-05:00")
        (news,) = place.wait_for_posts("general", 1)
        log = asked_directly(place, ADMIN, "log")
    assert unheard.text.splitlines()[-1] == FANS_ALONE
    assert after.text.splitlines()[-1].startswith("Whoever it concerns is told in two minutes")
    assert directs(place, OTHER)[-1].text.startswith("Schedule change:\n• *Joins That Agree* now starts at 10:00")
    assert ("Dinner" in news.text, "That Agree" in news.text) == (True, False)
    assert "imported joins-day.html as joins-day" in log


def test_same_document_again_changes_nothing_and_cannot_be_used(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        used(place)
        shown = dropped(place)
    assert shown.text.splitlines()[1] == "Nothing would change in *Joins Day*: it says all this already."
    assert buttons(shown) == ["Show all", "Download the YAML", "Drop it"]


def test_what_is_not_said_is_asked_for_in_a_form(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place, NO_ZONE, "joins.html")
        assert "The document does not say the time zone and the day" in shown.text
        assert "• 09:00–09:30 *Opening*" in shown.text
        assert buttons(shown)[0] == "Fill in the time zone and the day"
        place.workspace.click(ADMIN, shown, "import_fill")
        place.workspace.wait_for(
            lambda: [view.callback_id for view in place.workspace.modals(ADMIN)] == ["import_fill"]
        )
        (form,) = place.workspace.modals(ADMIN)
        day = {"day": "2026-06-01"}
        assert place.workspace.submit(ADMIN, form, {**day, "zone": "Mars"}) == {
            "zone": "'Mars' is no IANA time zone; write one as in Europe/Berlin or America/Toronto"
        }
        place.workspace.submit(ADMIN, form, {**day, "zone": "Asia/Tokyo"})
        again = shown_again(place, shown, "Asia/Tokyo")
        place.workspace.click(ADMIN, again, "import_use")
        shown_again(place, shown, "In use since")
    assert "• 09:00–09:30 (Sun 20:00–20:30 for you) *Opening*" in again.text
    assert "date: 2026-06-01" in files(place)["joins-day.yaml"]


def test_another_schedule_to_replace_is_chosen_and_shows_its_own_difference(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place)
        place.workspace.click(ADMIN, shown, "import_target", EVENT)
        other = shown_again(place, shown, "This would change in *Workshop on ML for Systems at NeurIPS 2018*")
        place.workspace.click(ADMIN, other, "import_target", "new:")
        shown_again(place, shown, "It would be a new schedule")
    assert set(files(place)) == {f"{EVENT}.yaml"}


def test_file_in_a_channel_is_proposed_in_the_thread_for_the_schedule_that_posts_there(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        asked = place.workspace.say(ADMIN, EVENT, "@usher here it is", files={"joins-day.html": PAGE.encode()})
        place.workspace.wait_for(lambda: replies(place, asked), PATIENCE)
    (shown,) = replies(place, asked)
    assert "This would change in *Workshop on ML for Systems at NeurIPS 2018*" in shown.text
    assert "New: Mon 1 Jun 2026, 09:00–09:30 CEST (<!date^1780297200^{date_short_pretty}, {time}|" in shown.text


def test_file_in_the_assistants_panel_is_proposed_there(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        root = place.workspace.start_assistant_thread(ADMIN)
        place.wait_for_posts(root.channel, 2)
        place.workspace.say(ADMIN, "usher", "", thread_ts=root.ts, files={"joins-day.html": PAGE.encode()})
        shown = place.wait_for_posts(root.channel, 3)[-1]
    assert (shown.thread_ts, buttons(shown)[0]) == (root.ts, "Use it")


def test_several_files_and_addresses_are_each_proposed(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ALLOW_PRIVATE="yes"), web({"/a.html": Answer(body=PAGE.encode())}) as server:
        address = f"{server.address}/a.html"
        documents = {"one.html": PAGE.encode(), "two.html": PAGE.replace("Joins Day", "Other Day").encode()}
        place.workspace.say(ADMIN, "usher", f"please import {address}", files=documents)
        shown = place.wait_for_posts(place.workspace.direct(ADMIN).id, 3)
    told = [message.text.splitlines()[0].partition("read as ")[2] for message in shown]
    assert told == ["html from one.html", "html from two.html", "html from a.html"]


def test_address_alone_is_an_import_of_an_organizer_and_its_page_is_kept(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ALLOW_PRIVATE="yes"), web({"/a.html": Answer(body=PAGE.encode())}) as server:
        address = f"{server.address}/a.html"
        asked_directly(place, ADMIN, address)
        place.workspace.click(ADMIN, directs(place)[0], "import_use")
        after = shown_again(place, directs(place)[0], "In use since")
    assert after.text.splitlines()[-1] == f"I look at {address} for changes, and ask before I use them."
    assert f'source: "{address}"' in files(place)["joins-day.yaml"]


def test_command_is_answered_in_the_direct_messages(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ALLOW_PRIVATE="yes"), web({"/a.html": Answer(body=PAGE.encode())}) as server:
        asked = place.workspace.command(ADMIN, EVENT, f"/usher import {server.address}/a.html")
        (shown,) = place.wait_for_posts(place.workspace.direct(ADMIN).id, 1)
        place.workspace.wait_for(lambda: place.workspace.answers(asked), PATIENCE)
        (told,) = place.workspace.answers(asked)
    assert told.text == "You find it in our direct messages."
    assert "This would change in *Workshop on ML for Systems at NeurIPS 2018*" in shown.text


def test_order_without_a_document_is_answered_with_how(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        assert asked_directly(place, ADMIN, "import this").startswith("Drop a file on me, or write `import` and an")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.html", b" ", "empty.html:1: is empty; name a document with a schedule in it"),
        ("talks.pdf", b"%PDF-1.4", "talks.pdf:1: is a PDF; copy its text into a .txt file, or export it as HTML"),
        ("about.html", b"<p>Nothing &lt;!here&gt;", "about.html: no sessions were found; name the page"),
        ("big.html", b"x" * 10_000_001, "big.html: is larger than 10 MB"),
    ],
)
def test_document_that_is_no_schedule_is_refused_in_words(at: At, name: str, content: bytes, words: str) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.say(ADMIN, "usher", "", files={name: content})
        (told,) = place.wait_for_posts(place.workspace.direct(ADMIN).id, 1)
    assert told.text.startswith(words)
    downloads = [call.method for call in place.workspace.calls if call.method == "files.info"]
    assert downloads == ["files.info"]


def test_private_address_is_refused_without_telling_what_is_there(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(), web({"/": Answer(body=PAGE.encode())}) as server:
        told = asked_directly(place, ADMIN, f"import {server.address}/?token=secret")
        assert server.asked == []
    remedy = "save the page, and drop the file here"
    assert told == f"{server.address}/ is not on the public internet, so I do not look there; {remedy}"


def test_hostile_markup_of_a_document_is_shown_as_text(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place, PAGE.replace("Opening", "&lt;!channel&gt; &amp;lt; <b>x"))
    assert "<!channel>" not in str(shown.blocks) + shown.text
    assert "&lt;!channel&gt;" in shown.text


def test_download_gives_the_file_that_would_be_written(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place)
        place.workspace.click(ADMIN, shown, "import_download")
        uploaded = place.wait_for_posts(place.workspace.direct(ADMIN).id, 2)[-1]
        place.workspace.click(ADMIN, shown, "import_use")
        shown_again(place, shown, "In use since")
    (file,) = uploaded.files
    content = next(each.content for each in place.workspace.files if each.id == file["id"])
    assert (file["name"], (content or b"").decode()) == ("joins-day.yaml", files(place)["joins-day.yaml"])


def test_dropped_proposal_leaves_nothing(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place)
        place.workspace.click(ADMIN, shown, "import_drop")
        after = shown_again(place, shown, "Dropped")
    assert after.text.splitlines()[1:] == ["Dropped Sat 8 Dec 2018, 14:50 (08:50 for you), by olivia."]
    assert set(files(place)) == {f"{EVENT}.yaml"}


def test_button_may_be_pressed_before_the_bot_knows_that_it_posted(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.misbehave(Fault("slow", "chat.postMessage", seconds=2))
        shown = dropped(place)
        place.workspace.click(ADMIN, shown, "import_download")
        place.workspace.click(ADMIN, shown, "import_drop")
        after = shown_again(place, shown, "Dropped")
        place.wait_for_posts(place.workspace.direct(ADMIN).id, 2)
    assert after.text.splitlines()[1:] == ["Dropped Sat 8 Dec 2018, 14:50 (08:50 for you), by olivia."]


def test_everything_is_shown_in_a_modal(at: At) -> None:
    place = at(MORNING, EVENT)
    rows = "".join(
        f"<tr><td>{hour}:{minute:02}</td><td>On joins at {hour} and {minute}</td></tr>"
        for hour in range(9, 21)
        for minute in (0, 30)
    )
    with place.bot():
        shown = dropped(place, HEAD + rows)
        place.workspace.click(ADMIN, shown, "import_all")
        place.workspace.wait_for(
            lambda: "On joins at 20 and 30" in str([view.blocks for view in place.workspace.modals(ADMIN)])
        )
    assert "… and 14 more: all are under Show all" in shown.text
    assert "On joins at 20 and 30" not in shown.text


def test_buttons_work_after_a_restart_and_tell_what_became_of_it(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place)
    with place.bot():
        place.workspace.click(ADMIN, shown, "import_use")
        shown_again(place, shown, "In use since")
        copy = copied(place, shown, "general")
        for action in ("import_use", "import_drop"):
            place.workspace.click(ADMIN, copy, action)
        place.workspace.wait_for(lambda: told_privately(place, ADMIN, "general"), PATIENCE)
    assert told_privately(place, ADMIN, "general") == "It is in use already, since Sat 8 Dec 2018, 08:50, by olivia."


def test_what_changed_meanwhile_is_shown_before_it_is_used(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        used(place)
        shown = dropped(place, HEAD + OPENING + LATER)
        path = place.folder / "schedules" / "joins-day.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("start: 9:30", "start: 9:45"), encoding="utf-8")
        place.workspace.click(ADMIN, shown, "import_use")
        again = shown_again(place, shown, "start: 09:45")
        kept = files(place)["joins-day.yaml"]
        place.workspace.click(ADMIN, again, "import_use")
        shown_again(place, shown, "In use since")
    assert "start: 9:45" in kept
    assert "start: 10:00" in files(place)["joins-day.yaml"]


def test_folder_that_cannot_be_written_changes_nothing_and_leaves_the_download(at: At) -> None:
    place = at(MORNING, EVENT)
    folder, away = place.folder / "schedules", place.folder / "away"
    with place.bot():
        shown = dropped(place)
        folder.rename(away)
        place.workspace.click(ADMIN, shown, "import_use")
        place.workspace.wait_for(lambda: told_privately(place, ADMIN, shown.channel), PATIENCE)
        away.rename(folder)
        told = told_privately(place, ADMIN, shown.channel)
        place.workspace.click(ADMIN, shown, "import_use")
        shown_again(place, shown, "In use since")
    assert told == (
        f"{folder}/joins-day.yaml: cannot be written (No such file or directory); "
        "nothing has changed: download the YAML, and put it among the schedule files yourself"
    )


def copied(place: Place, message: Message, channel: str) -> Message:
    """The message's buttons somewhere else, as if somebody had made a copy."""
    slack = WebClient(place.workspace.bot_token, base_url=f"{place.workspace.url}/api/")
    slack.chat_postMessage(channel=place.workspace.channel(channel).id, text="copied", blocks=list(message.blocks))
    return place.posts(channel)[-1]


def test_buttons_are_for_organizers_alone_wherever_they_are(at: At) -> None:
    place = at(MORNING, EVENT)
    actions = ("import_use", "import_drop", "import_download", "import_all", "import_fill")
    values = ("1", "999", "no number")
    label = {"type": "plain_text", "text": "x"}
    crafted = tuple(
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": each, "value": value, "text": label} for each in actions],
        }
        for value in values
    )
    with place.bot():
        shown = dropped(place, NO_ZONE, "joins.html")
        copy = copied(place, replace(shown, blocks=crafted), "general")
        for number, (action, value) in enumerate(product(actions, values), start=2):
            place.workspace.click(OTHER, copy, action, value=value)
            seen = partial(place.workspace.visible_to, OTHER, "general")
            place.workspace.wait_for(lambda seen=seen, number=number: len(seen()) == number, PATIENCE)
            assert told_privately(place, OTHER, "general") == REFUSED
    assert place.workspace.modals(OTHER) == ()
    assert place.workspace.message(shown.channel, shown.ts) == shown
    assert set(files(place)) == {f"{EVENT}.yaml"}


def test_menu_and_form_are_for_organizers_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        shown = dropped(place, NO_ZONE, "joins.html")
        place.workspace.click(OTHER, copied(place, shown, "general"), "import_target", EVENT)
        place.workspace.wait_for(lambda: told_privately(place, OTHER, "general") == REFUSED, PATIENCE)
        place.workspace.click(ADMIN, shown, "import_fill")
        place.workspace.wait_for(
            lambda: [view.callback_id for view in place.workspace.modals(ADMIN)] == ["import_fill"]
        )
        slack = place.workspace.state
        (form,) = place.workspace.modals(ADMIN)
        with slack.changed:
            slack.modals.setdefault(place.workspace.user(OTHER).id, []).append(form.id)
        place.workspace.submit(OTHER, form, {"day": "2026-06-01", "zone": "Asia/Tokyo"})
        place.workspace.wait_for(lambda: directs(place, OTHER), PATIENCE)
    assert directs(place, OTHER)[-1].text == REFUSED
    assert place.workspace.message(shown.channel, shown.ts) == shown


def test_help_tells_organizers_alone_how_to_import(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        told = [asked_directly(place, user, "help").count("As an organizer you can") for user in (ADMIN, OTHER)]
    assert told == [1, 0]


def test_orders_are_for_organizers_alone(at: At) -> None:
    place = at(MORNING, EVENT)
    order = "import https://example.org/"
    with place.bot():
        assert asked_directly(place, OTHER, order) == REFUSED
        place.workspace.say(OTHER, "usher", "import this", files={"joins.html": PAGE.encode()})
        assert place.wait_for_posts(place.workspace.direct(OTHER).id, 2)[-1].text == REFUSED
        place.workspace.say(OTHER, EVENT, f"@usher {order}")
        place.workspace.wait_for(lambda: told_privately(place, OTHER, EVENT) == REFUSED, PATIENCE)
        asked = place.workspace.command(OTHER, "general", f"/usher {order}")
        place.workspace.wait_for(lambda: place.workspace.answers(asked), PATIENCE)
        assert place.workspace.answers(asked)[0].text == REFUSED
        root = place.workspace.start_assistant_thread(OTHER)
        place.workspace.say(OTHER, "usher", order, thread_ts=root.ts)
        place.workspace.wait_for(lambda: len([each for each in directs(place, OTHER) if each.text == REFUSED]) == 3)


def test_files_and_addresses_of_others_stay_questions(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.say(OTHER, "usher", "when is jeff dean", files={"me.png": b"\x89PNG"})
        (answer,) = place.wait_for_posts(place.workspace.direct(OTHER).id, 1)
        assert "16:25" in answer.text
        assert "nothing about “https://example.org”" in asked_directly(place, OTHER, "https://example.org/")
        link = "when is jeff dean, and is it https://example.org/talk ?"
        answers = asked_directly(place, OTHER, link), asked_directly(place, ADMIN, link)
    assert {answer.partition(" on the schedule of")[0] for answer in answers} == {
        "There is no one of that name and nothing about “https://example.org”"
    }


def test_nobody_imports_where_slack_does_not_tell_who_organizes(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.misbehave(Fault("500", "users.info", times=9))
        told = asked_directly(place, ADMIN, "import https://example.org/")
    assert told.startswith("Slack does not tell just now who the organizers are")


def test_slow_page_is_told_to_be_read_and_answered_in_the_same_message(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ALLOW_PRIVATE="yes"), slow_page() as (server, go):
        said = asked_directly(place, ADMIN, f"import {server}")
        go()
        after = shown_again(place, directs(place)[0], "Joins Day")
    assert said == f"Reading {server} …"
    assert buttons(after)[0] == "Use it"


@contextmanager
def slow_page() -> Iterator[tuple[str, Any]]:
    """A page that comes only when it is told to."""
    import threading

    from tests.importing.servers import speaking

    told = threading.Event()

    def say(connection: Any) -> None:  # noqa: ANN401 - a socket
        told.wait(PATIENCE)
        connection.sendall(f"HTTP/1.0 200 OK\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}".encode())

    with speaking(say) as address:
        yield address, told.set
