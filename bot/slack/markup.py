"""Phrases → Slack's mrkdwn. The one place where text of data or people is escaped on its way to Slack. Pure."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.phrases import (
    Hyperlink,
    Moment,
    Part,
    Phrase,
    Span,
    Strong,
    Zones,
    as_span,
    day_name,
    event_time,
    spoken_time,
)


def escape(text: str) -> str:
    """Slack's own three: & < > (https://docs.slack.dev/messaging/formatting-message-text)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def heard(text: str) -> str:
    """What a person typed, without Slack's markup: mentions of users left out, channels and links by their labels."""
    if "<" not in text and "&" not in text:
        return text.strip()
    unmarked = re.sub(r"<@[^>]*>", " ", text)
    unmarked = re.sub(r"<[#!]?[^>|]*\|([^>]*)>", r"\1", unmarked)
    unmarked = re.sub(r"<!(channel|here|everyone)>", r"@\1", unmarked)
    unmarked = re.sub(r"<([^>]*)>", r"\1", unmarked)
    return unmarked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def unmarked(text: str, reader: ZoneInfo | None) -> str:
    """The bot's own mrkdwn as plain text; what each reader sees on their own clock, as that reader does (None: not)."""
    told = text if reader else re.sub(r" \(<!date\^[^>]*> for you\)", "", text)
    told = re.sub(r"<!date\^(\d+)\^([^|>]*)\|([^>]*)>", lambda found: _on_clock(found, reader), told)
    told = re.sub(r"<(?:https?|mailto):[^|>]*\|([^>]*)>", r"\1", told)
    told = re.sub(r"<([@#!][^>|]*)(?:\|[^>]*)?>", r"\1", told)
    told = re.sub(r"(?<!\w)\*([^*\n]+)\*(?!\w)", r"\1", told)
    return told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _on_clock(token: re.Match[str], reader: ZoneInfo | None) -> str:
    if reader is None:
        return token[3]
    at = datetime.fromtimestamp(int(token[1]), reader)
    return f"{day_name(at.date())}, {at:%H:%M}" if "date" in token[2] else f"{at:%H:%M}"


def mrkdwn(phrase: Phrase, zones: Zones) -> str:
    """The phrase for one reader, or, where `zones.reader` is None, for all readers of a channel, each in their zone."""
    return "".join(_marked_up(part, zones) for part in phrase)


def _marked_up(part: Part, zones: Zones) -> str:
    match part:
        case Strong(text):
            return f"*{_unstarred(text)}*" if text.strip() else ""
        case Hyperlink(label, url):
            return f"<{escape(url).replace('|', '%7C')}|{escape(label).replace('|', '¦')}>"
        case Moment() | Span():
            return escape(spoken_time(as_span(part), zones)) if zones.reader else _for_everybody(as_span(part), zones)
        case _:
            return escape(part)


def _unstarred(text: str) -> str:
    """Text that stays bold: an asterisk inside would end it."""
    return escape(text.strip()).replace("*", "∗")


def _for_everybody(span: Span, zones: Zones) -> str:
    """The event's time by name of its zone, and a token that each reader's Slack shows on the reader's own clock."""
    zone = span.start.astimezone(zones.event).tzname()
    shown = "{date_short_pretty}, {time}" if span.with_day else "{time}"
    theirs = _token(span.start, shown, f"{event_time(Span(span.start, None, span.with_day), zones)} {zone}")
    return f"{event_time(span, zones)} {zone} ({theirs} for you)"


def _token(at: datetime, shown: str, fallback: str) -> str:
    return f"<!date^{int(at.timestamp())}^{shown}|{fallback}>"
