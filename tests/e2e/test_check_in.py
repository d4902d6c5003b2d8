"""Speakers and chairs are asked whether they are there; their silence is told to the organizers, if that is wanted."""

from tests.e2e.conftest import PATIENCE, Place
from tests.e2e.test_answers import At, asked_directly
from tests.e2e.test_live_changes import REFUSAL, directs, plain

FILE = """\
title: Joins
timezone: America/Toronto
date: 2018-12-08
posting:
  check_in: {check_in}
speakers:
  - name: Kenji Watanabe
    slack: {kenji}
sessions:
  - title: Joins in practice
    start: 10:00
    end: 11:00
    room: Room 2
    speakers: [Kenji Watanabe]
    chair: [{chair}]
"""
ORGANIZERS = "general"


def place_of(at: At, *, check_in: bool = True, chair: str = "Lena Fischer") -> Place:
    place = at("2018-12-08T09:00-05:00")
    text = FILE.format(check_in=str(check_in).lower(), kenji=place.workspace.user("kenji").id, chair=chair)
    (place.folder / "schedules" / "joins.yaml").write_text(text, encoding="utf-8")
    return place


def told(place: Place) -> list[str]:
    return [plain(one.text) for one in place.posts(ORGANIZERS)]


def test_speaker_is_asked_and_says_that_they_are_there(at: At) -> None:
    place = place_of(at)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        place.jump("2018-12-08T09:30-05:00")
        (asked,) = place.workspace.wait_for(lambda: directs(place, "kenji"), PATIENCE)
        assert plain(asked.text).splitlines() == [
            "Joins in practice starts in 30 min, at 10:00–11:00 (Sun 00:00–01:00 for you).",
            "It is in Room 2.",
            "Chair: Lena Fischer.",
            "Please tell the organizers that you are there:",
        ]
        place.workspace.click("kenji", asked, "check_in:here")
        place.workspace.wait_for(lambda: directs(place, "kenji")[0].text.startswith("Thank you!"), PATIENCE)
        place.jump("2018-12-08T09:51-05:00")
        assert asked_directly(place, "sam", "what's next?")
        assert told(place) == []


def test_silence_is_told_ten_minutes_before(at: At) -> None:
    place = place_of(at)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        place.jump("2018-12-08T09:30-05:00")
        place.workspace.wait_for(lambda: directs(place, "kenji"), PATIENCE)
        place.jump("2018-12-08T09:50-05:00")
        place.workspace.wait_for(lambda: told(place), PATIENCE)
        kenji = place.workspace.user("kenji").id
        assert told(place) == [
            f"Not heard from: Kenji Watanabe (<@{kenji}>). Joins in practice starts in 10 min in Room 2."
        ]


def test_nobody_is_asked_unless_it_is_switched_on(at: At) -> None:
    place = place_of(at, check_in=False)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        place.jump("2018-12-08T09:51-05:00")
        assert asked_directly(place, "kenji", "what's next?")
        assert (len(directs(place, "kenji")), told(place)) == (1, [])


def test_organizer_tells_who_a_chair_is_with_one_tap(at: At) -> None:
    place = at("2018-12-08T09:00-05:00")
    lena = place.workspace.user("lena")
    text = FILE.format(check_in="true", kenji=place.workspace.user("kenji").id, chair=lena.real_name)
    (place.folder / "schedules" / "joins.yaml").write_text(text, encoding="utf-8")
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        assert asked_directly(place, "kenji", "match speakers") == REFUSAL
        asked_directly(place, "olivia", "match speakers")
        offered = directs(place, "olivia")[-1]
        assert f"*{lena.real_name}* is <@{lena.id}>?" in str(offered.blocks)
        place.workspace.click("olivia", offered, "check_in:match")
        place.workspace.wait_for(lambda: "is known" in str(directs(place, "olivia")[-1].blocks), PATIENCE)
        place.jump("2018-12-08T09:30-05:00")
        place.workspace.wait_for(lambda: directs(place, "lena"), PATIENCE)
        assert "Please tell the organizers that you are there:" in directs(place, "lena")[0].text


def test_nobody_else_says_that_a_speaker_is_there(at: At) -> None:
    place = place_of(at)
    with place.bot(USHER_ORGANIZERS_CHANNEL=f"#{ORGANIZERS}"):
        direct = place.workspace.direct("sam").id
        crafted = {
            "type": "button",
            "action_id": "check_in:here",
            "block_id": "b",
            "value": '["joins", "joins-in-practice"]',
        }
        container = {"type": "message", "message_ts": "1.1", "channel_id": direct}
        place.workspace.craft(
            "sam", "block_actions", container=container, channel={"id": direct, "name": "dm"}, actions=[crafted]
        )
        refusal = "Only its speakers and chairs are asked for."
        seen = place.workspace.visible_to
        place.workspace.wait_for(lambda: [one.text for one in seen("sam", direct)] == [refusal], PATIENCE)
