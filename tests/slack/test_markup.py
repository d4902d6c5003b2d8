from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.phrases import Hyperlink, Moment, Span, Strong, Zones
from bot.slack.markup import escape, heard, mrkdwn

EVENT = ZoneInfo("America/Los_Angeles")
BERLIN = Zones(EVENT, ZoneInfo("Europe/Berlin"))
EVERYBODY = Zones(EVENT)
NINE = datetime(2020, 12, 12, 17, tzinfo=UTC)
TEN = datetime(2020, 12, 12, 18, tzinfo=UTC)


def test_escape_takes_slacks_three() -> None:
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        (Strong("Q&A <live>"), "*Q&amp;A &lt;live&gt;*"),
        (Strong(" 2*3 "), "*2∗3*"),
        (Strong("  "), ""),
        (Hyperlink("slides|x>", "https://x.org/?a=1&b=<|>"), "<https://x.org/?a=1&amp;b=&lt;%7C&gt;|slides¦x&gt;>"),
        (Moment(NINE), "09:00 (18:00 for you)"),
        (Span(NINE, TEN), "09:00–10:00 (18:00–19:00 for you)"),
        (Span(NINE, None, with_day=True), "Sat 12 Dec 2020, 09:00 (18:00 for you)"),
    ],
)
def test_mrkdwn_for_one_reader(part: str | Strong | Hyperlink | Moment | Span, shown: str) -> None:
    assert mrkdwn((part,), BERLIN) == shown


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Moment(NINE), "09:00 PST (<!date^1607792400^{time}|09:00 PST> for you)"),
        (Span(NINE, TEN), "09:00–10:00 PST (<!date^1607792400^{time}|09:00 PST> for you)"),
        (
            Span(NINE, TEN, with_day=True),
            (
                "Sat 12 Dec 2020, 09:00–10:00 PST"
                " (<!date^1607792400^{date_short_pretty}, {time}|Sat 12 Dec 2020, 09:00 PST> for you)"
            ),
        ),
    ],
)
def test_mrkdwn_for_a_channel_names_the_zone_and_lets_slack_show_each_readers(part: Moment | Span, shown: str) -> None:
    assert mrkdwn((part,), EVERYBODY) == shown


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<@U123> what&apos;s next?", "what&apos;s next?"),
        ("<@U123|usher> when is Q&amp;A &lt;live&gt;", "when is Q&A <live>"),
        ("what is on in <#C1|room-1>?", "what is on in room-1?"),
        ("see <https://x.org|here> and <https://y.org>", "see here and https://y.org"),
        ("<!here> next", "@here next"),
        ("a < b", "a < b"),
    ],
)
def test_heard_is_what_was_typed(typed: str, text: str) -> None:
    assert heard(typed) == text
