"""The Home tab as people use it: opened, asked on, chosen on, and kept up to date."""

from collections.abc import Callable
from typing import Any

from bot.slack.agenda import NOTHING_STARRED
from bot.workspace import View, Workspace
from tests.e2e.conftest import PATIENCE, Place

EVENT = "mlforsystems-2018"
OTHER = "mlsys-2018"
MORNING = "2018-12-08T08:50-05:00"
At = Callable[..., Place]


def home(workspace: Workspace, user: str) -> View:
    """The tab as it is now, once there is one."""
    view = workspace.wait_for(lambda: workspace.home(user), PATIENCE)
    assert view is not None
    return view


def opened(place: Place, user: str) -> View:
    """The tab published upon opening it now."""
    before = place.workspace.home(user)
    place.workspace.open_home(user)
    place.workspace.wait_for(lambda: place.workspace.home(user) != before, PATIENCE)
    return home(place.workspace, user)


def sections(view: View) -> list[str]:
    """What the tab says of the event, without what is the person's own."""
    settings = next(place for place, block in enumerate(view.blocks) if headed(block) == "My settings")
    texts = [block["text"]["text"] for block in view.blocks[:settings] if block["type"] == "section"]
    return [text for text in texts if not text.startswith(NOTHING_STARRED)]


def headed(block: dict[str, Any]) -> str:
    return str(block["text"]["text"]) if block["type"] == "header" else ""


def pressed(place: Place, user: str, action: str, choice: object = None, value: str | None = None) -> View:
    """The tab after the person has used that element of it."""
    before = home(place.workspace, user)
    place.workspace.click(user, before, action, choice, value=value)
    place.workspace.wait_for(lambda: home(place.workspace, user).hash != before.hash, PATIENCE)
    return home(place.workspace, user)


def test_home_shows_the_day_on_the_readers_clock(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        view = opened(place, "lena")
    assert sections(view)[1] == "*Opens within the hour*: Sat 8 Dec 2018, 09:00 (15:00 for you)"
    assert sections(view)[2].startswith("09:00–09:10 (15:00–15:10 for you) *Opening Remarks*")
    assert "Europe/Berlin" in view.blocks[2]["elements"][0]["text"]


def test_search_is_answered_on_home_until_it_is_cleared(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        before = opened(place, "lena")
        answered = pressed(place, "lena", "home_search", "when is jef deen")
        cleared = pressed(place, "lena", "home_clear")
    assert sections(answered)[1] == "*You asked:* when is jef deen"
    assert "16:25–16:50 (22:25–22:50 for you): *Machine Learning for Systems*" in sections(answered)[2]
    assert sections(cleared) == sections(before)
    assert place.posts(place.workspace.direct("lena").id) == ()


def test_button_of_home_is_answered_on_home(at: At) -> None:
    place = at("2018-12-09T09:00-05:00", EVENT)
    with place.bot():
        opened(place, "lena")
        answered = pressed(place, "lena", "ask:0")
        reopened = opened(place, "lena")
    assert sections(answered)[1:3] == ["*You asked:* Slides", "2 sessions with slides:"]
    assert sections(reopened)[1].startswith("*It is over*")
    assert place.posts(place.workspace.direct("lena").id) == ()


def test_empty_search_shows_the_programme(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        before = opened(place, "lena")
        pressed(place, "lena", "home_search", "next")
        assert sections(pressed(place, "lena", "home_search", None)) == sections(before)


def test_chosen_schedule_stays_through_questions_and_openings(at: At) -> None:
    place = at(MORNING, EVENT, OTHER)
    with place.bot():
        first = opened(place, "lena").blocks[0]["text"]["text"]
        chosen = pressed(place, "lena", "home_choose", OTHER).blocks[0]["text"]["text"]
        answered = pressed(place, "lena", "home_search", "first keynote")
        reopened = opened(place, "lena").blocks[0]["text"]["text"]
    assert (first, chosen) == (
        "Workshop on ML for Systems at NeurIPS 2018",
        "Workshop on Systems for ML and Open Source Software at NeurIPS 2018",
    )
    assert (answered.blocks[0]["text"]["text"], reopened) == (chosen, chosen)
    assert "Accelerated Computing for AI" in sections(answered)[2]


def test_home_shows_a_changed_schedule(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        opened(place, "lena")
        file = place.folder / "schedules" / f"{EVENT}.yaml"
        changed = file.read_text(encoding="utf-8").replace("title: Opening Remarks", "title: Warm Welcome")
        file.write_text(changed, encoding="utf-8")
        place.workspace.wait_for(lambda: "*Warm Welcome*" in sections(home(place.workspace, "lena"))[2], PATIENCE)


def test_search_without_an_answer_is_passed_on_once(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot(USHER_ORGANIZERS_CHANNEL="#general"):
        opened(place, "lena")
        for _ in range(2):
            answered = pressed(place, "lena", "home_search", "what's the wifi password?")
    assert [message.text for message in place.posts("general")] == [
        "I was asked about Workshop on ML for Systems at NeurIPS 2018, and did not know: *what's the wifi password?*"
    ]
    assert "I have passed your question on to the organizers; you will hear from me." in str(answered.blocks)


def test_messages_tab_publishes_no_home(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        place.workspace.open_home("lena", "messages")
        opened(place, "kenji")
    assert place.workspace.home("lena") is None


def own(view: View) -> list[str]:
    """What the tab says of the person's own agenda and settings, a line each."""
    texts = [block["text"]["text"] for block in view.blocks if block["type"] in {"section", "header"}]
    agenda, settings = texts.index("My agenda"), texts.index("My settings")
    return [*texts[agenda + 1].splitlines(), *texts[settings + 1].splitlines()]


def test_star_and_settings_of_home_are_one_tap_each_and_shown_at_once(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        view = opened(place, "lena")
        assert own(view) == [
            NOTHING_STARRED,
            "Reminders: 10 min before",
            "Quiet hours: none",
            "Daily digest: none",
            "Your time: Europe/Berlin, of your Slack profile",
            "You follow: nobody and nothing yet",
        ]
        menu = next(
            one for block in view.blocks for one in block.get("elements", ()) if one.get("action_id") == "star:menu"
        )
        pressed(place, "lena", "star:menu", menu["options"][0]["value"])
        pressed(place, "lena", "settings:leads", "20,5")
        pressed(place, "lena", "settings:digest", "08:00:00")
        pressed(place, "lena", "settings:mute-hour")
        pressed(place, "lena", "settings:on-site")
        on_site = "Your time: that of the workshop, as you are on site"
        place.workspace.wait_for(lambda: on_site in own(home(place.workspace, "lena")), PATIENCE)
    assert own(home(place.workspace, "lena")) == [
        "*Sat 8 Dec 2018*",
        "09:00–09:10 *Opening Remarks*",
        "Reminders: 20 and 5 min before, muted until Sat 8 Dec 2018, 09:50",
        "Quiet hours: none",
        "Daily digest: at 08:00",
        on_site,
        "You follow: nobody and nothing yet",
    ]
    assert place.posts(place.workspace.direct("lena").id) == ()


def test_home_shows_what_was_starred_elsewhere(at: At) -> None:
    place = at(MORNING, EVENT)
    with place.bot():
        opened(place, "lena")
        place.workspace.say("lena", place.workspace.direct("lena").id, "star the opening")
        place.workspace.wait_for(lambda: "Opening Remarks" in own(home(place.workspace, "lena"))[1], PATIENCE)
