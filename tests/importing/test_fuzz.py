"""Pages cut, shuffled and mangled: never a crash, never a time that the page does not say."""

import re
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ScheduleFileError, UsherError
from bot.files.entries import SessionEntry
from bot.files.read import read_text
from bot.importing.decode import decoded
from bot.importing.importer import Imported, import_document

WORKED_OUT = frozenset(
    (
        "answer-of-an-interface.json",
        "kinds-on-lines-and-tags.txt",
        "length-column.md",
        "lengths-below-a-start.yml",
        "lengths-below-titles.html",
        "lengths-fill-a-session.md",
        "lengths-from-a-start.html",
        "lengths-without-heading.tsv",
        "mail-with-lengths.txt",
        "minutes-since-midnight.json",
        "moments-in-utc.html",
        "names-in-summaries.ics",
        "numbers-of-a-spreadsheet.csv",
        "seconds-since-1970.json",
        "sheet-without-heading.csv",
        "times-in-head-rows.html",
    )
)
"""Pages that do not write their starts as they are here: sums of lengths, and moments of another offset."""
PAGES = sorted(
    path
    for path in (Path(__file__).parent / "pages").iterdir()
    if path.suffix != ".expected" and path.name not in WORKED_OUT
)
ZONE, DAY = ZoneInfo("Europe/Berlin"), date(2025, 5, 5)
CLOCK = re.compile(
    r"(\d{1,2})\s?[:.h\uff1a\u6642]\s?(\d\d)|(\d{1,2})\s*(?:[ap]\.?\s?m|uhr|h\b)|(\d{1,2})(?=\s*(?:[-\u2010-\u2015~/]|"
    r"to\b|bis\b|until\b))|\b(\d\d)(\d\d)\b",
    re.IGNORECASE,
)

pages = st.sampled_from(PAGES)


@st.composite
def cut(draw: st.DrawFn) -> tuple[bytes, str]:
    path = draw(pages)
    content = path.read_bytes()
    first = draw(st.integers(0, len(content)))
    return content[first : draw(st.integers(first, len(content)))], path.name


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[bytes, str]:
    path = draw(pages)
    lines = path.read_bytes().split(b"\n")
    kept = draw(st.lists(st.sampled_from(lines), max_size=len(lines)) | st.permutations(lines))
    return b"\n".join(kept), path.name


@st.composite
def mangled(draw: st.DrawFn) -> tuple[bytes, str]:
    """A page with stretches taken out, and others put in their place."""
    path = draw(pages)
    text = path.read_text(encoding="utf-8")
    junk = st.text(max_size=8) | st.sampled_from(
        ("<table>", "</td>", "<ul><li>", "**", "|", "25:61", "99/99/99", "\x00", "&#0;", "Feb 30", "0:00")
    )
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(junk) + text[place + draw(st.integers(0, 30)) :]
    return text.encode("utf-8", "replace"), path.name


def test_row_with_a_time_alone_is_no_session() -> None:
    read = imported(b" |\n|:-----|:------|\n| 8:50", "a.md")
    assert read is not None
    assert (read.sessions, read.text) == (0, "")


def imported(content: bytes, name: str) -> Imported | None:
    try:
        return import_document(content, name, date=DAY, timezone=ZONE)
    except UsherError:
        return None


def said_times(text: str) -> set[tuple[int, int]]:
    """Every hour (of twelve) and minute that a text could mean, as the share of a day that spreadsheets write too."""
    found = {(0, 0)} if re.search(r"noon|midnight", text, re.IGNORECASE) else set()
    for match in CLOCK.finditer(text):
        hour, minute = (
            int(each or 0) for each in ((match[1] or match[3] or match[4] or match[5]), (match[2] or match[6]))
        )
        found.add((hour % 12, minute))
    for share in re.findall(r"0[.,](\d+)", text):
        hour, minute = divmod(round(float(f"0.{share}") * 24 * 60), 60)
        found.add((hour % 12, minute))
    return found | {
        (int(hour) % 12, int(minute)) for hour, minute in re.findall(r"(?=(\d{1,2})[:.h\uff1a]\s?(\d\d))", text)
    }


def starts_of(sessions: tuple[SessionEntry, ...]) -> set[tuple[int, int]]:
    moments = [each.start.value for session in sessions for each in (session, *session.talks) if each.start]
    clocks = [moment.time() if isinstance(moment, datetime) else moment for moment in moments]
    return {(clock.hour % 12, clock.minute) for clock in clocks if isinstance(clock, time)}


def check(content: bytes, name: str) -> None:
    found = imported(content, name)
    if found is None or not found.text:
        return
    text, _ = decoded(content)
    said = said_times(text) | said_times(re.sub(r"<[?!/]?[^<>]*>|[*_`]", "", text))
    assert starts_of(found.draft.entry.sessions) <= said
    try:
        read_text(found.text, "imported", "imported")
    except ScheduleFileError as error:
        pytest.fail(f"cannot be read back: {error}")


@settings(max_examples=150, deadline=None)
@given(cut())
def test_cut_page_is_imported_or_refused(page: tuple[bytes, str]) -> None:
    check(*page)


@settings(max_examples=150, deadline=None)
@given(shuffled())
def test_shuffled_page_invents_no_time(page: tuple[bytes, str]) -> None:
    check(*page)


@settings(max_examples=150, deadline=None)
@given(mangled())
def test_mangled_page_invents_no_time(page: tuple[bytes, str]) -> None:
    check(*page)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=400) | st.text("0123456789:.-apm \nAB/,()", max_size=200),
    st.sampled_from(("html", "markdown", "rst", "text", None)),
)
def test_any_text_is_imported_or_refused(text: str, form: str | None) -> None:
    try:
        found = import_document(text.encode("utf-8", "replace"), "page", form, DAY, ZONE)
    except UsherError:
        return
    assert found.text == "" or starts_of(found.draft.entry.sessions) <= said_times(text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_imported_or_refused(content: bytes) -> None:
    imported(content, "page")
