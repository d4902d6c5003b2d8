"""What Home shows of a person's own: within Slack's limits whatever they star, each setting a tap away."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.agenda.agenda import Offer, agenda_of
from bot.agenda.attendee import Attendee, Follow, Preferences, QuietHours, Sort, Star
from bot.phrases import Zones
from bot.questions.answer import Answer
from bot.schedule.model import Schedule, Session
from bot.slack.home import HomeState, Tab, home_page, home_view
from bot.slack.mine import own_page
from bot.slack.render import Asked, answer_message
from bot.slack.settings import tapped
from tests.slack.test_home import require_view

START = datetime(2020, 12, 12, 9, tzinfo=UTC)
ZONE = ZoneInfo("America/Los_Angeles")
ZONES = Zones(ZONE, ZONE)


def crowd(number: int, title: str) -> Schedule:
    starts = (START + timedelta(minutes=number) for number in range(number))
    sessions = (
        Session(f"s{number}", title, date=start.date(), start=start, end=start + timedelta(hours=1))
        for number, start in enumerate(starts)
    )
    return Schedule("crowd", "Crowd", ZONE, tuple(sessions))


def test_own_page_of_whoever_starred_a_thousand_sessions_is_within_slacks_limits() -> None:
    schedule = crowd(1000, "long & " * 60)
    stars = tuple(Star("crowd", one.id, START) for one in schedule.sessions)
    follows = tuple(Follow(Sort.TOPIC, "word " * 40, START) for _ in range(100))
    attendee = Attendee("U1", Preferences(zone=ZoneInfo("Asia/Tokyo"), leads=(7, 3)), stars, follows)
    own = own_page(attendee, agenda_of(attendee, (Offer(schedule),)), schedule, ZONES, START, has_links=True)
    answer = answer_message(Answer(("",), schedule.sessions[:60], detailed=True), ZONE)
    page = home_page((schedule,), None, ZONE, START)
    require_view(home_view(Tab(page, own), HomeState(None, Asked("all", None, 0)), answer), "home")


def test_every_setting_offered_is_understood() -> None:
    chosen = Preferences(zone=ZONE, quiet=QuietHours(time(22), time(7)), digest=time(8))
    muted = Preferences(muted_until=START + timedelta(hours=1))
    for preferences in (Preferences(), chosen, replace(chosen, on_site=True, muted=True), muted):
        own = own_page(Attendee("U1", preferences), agenda_of(Attendee("U1"), ()), None, ZONES, START, has_links=False)
        elements = [one for block in own.bottom for one in block.get("elements", ())]
        ours = [one for one in elements if one.get("action_id", "").startswith("settings:")]
        assert len(ours) >= 5
        for element in ours:
            for option in element.get("options", [element]):
                assert tapped(element["action_id"], option["value"])


def test_what_was_set_in_words_and_what_is_followed_stand_in_menus() -> None:
    told = Preferences(
        zone=ZoneInfo("Asia/Kathmandu"), leads=(60, 5), quiet=QuietHours(time(21), time(5)), digest=time(7, 30)
    )
    attendee = Attendee(
        "U1", told, follows=(Follow(Sort.SPEAKER, "Jeff Dean", START), Follow(Sort.TOPIC, "chips", START))
    )
    own = own_page(attendee, agenda_of(attendee, ()), None, ZONES, START, has_links=False)
    menus = {one["action_id"]: one for block in own.bottom for one in block.get("elements", ()) if "options" in one}
    shown = {name: menu["initial_option"]["text"]["text"] for name, menu in menus.items() if "initial_option" in menu}
    assert shown == {
        "settings:leads": "1 h before and 5 min before",
        "settings:quiet": "Quiet: 21:00–05:00",
        "settings:digest": "Digest: at 07:30",
        "settings:zone": "Kathmandu",
    }
    assert [option["text"]["text"] for option in menus["unfollow:menu"]["options"]] == ["Jeff Dean", "chips"]
