"""Blocks of labelled lines in plain text ("Date: …", "Speaker: …", "Title: …"): a row each, with the labels as names.

A label that is told again begins the next block, whatever order the labels have, with empty lines between or without.
Only where blocks mostly tell their day are they rows: others are read with the lines above them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.importing.readers.prose import beginning_with_days
from bot.importing.values import clocks, days
from bot.importing.values.column_names import column_role
from bot.importing.values.names import LIKELY
from bot.importing.values.people import people_in
from bot.importing.values.remark_words import NOTING
from bot.importing.values.words import AUTHOR, LABEL

LABELLED = re.compile(
    r"[\s*•·\u25a0-\u25ff-]*(?:\d{1,2}[.)]\s+|\[[^\[\]]{1,20}\]\s*)?(?P<label>[^\W\d_][^:\uff1a\t]{0,28}?)\s*(?:[:\uff1a]\s*(?P<value>.*)|\t+(?P<cell>[^\t]*$))"
)
READ = frozenset(("paper", "article", "reading", "papier", "artículo", "artigo", "articolo", "artikel"))
"""What is read together, whose label names the title where no other does."""
SPACED = re.compile(r"(?<=[\u3040-\u9fff])\s+(?=[\u3040-\u9fff])")
"""What sets the letters of a label apart, so that all labels are equally wide."""
FEWEST, MOSTLY, LONG, HALF, STEM, MOST_ABOVE = 2, 0.5, 60, 45, 4, 3
"""Blocks; how many of them are alike; and characters of a line that goes on with a text behind an empty line, and of
what words that differ by their endings share."""
WHEN, TEXTS = frozenset(("date", "time", "start")), frozenset(("title", "abstract", "bio"))
"""What tells a day, and what goes on in the lines below it."""
PLACED, TITLING = WHEN | {"room"}, frozenset(("title", "speaker"))
"""What tells when and where something is, and what it is."""


class Value(NamedTuple):
    """What stands behind a label, or goes on with that, and the number of its line."""

    text: str
    number: int


class Label(NamedTuple):
    """What a line says that it is, as written, and by the name that columns have for that."""

    text: str
    role: str
    value: str

    @property
    def key(self) -> str:
        """Alike for labels of one person and of several ("Speaker", "Speakers"), not for those that are counted."""
        return self.text[:STEM] + "".join(filter(str.isdigit, self.text)) + self.role


@dataclass(slots=True)
class Record:
    """A block of labelled lines: what each of its labels tells."""

    numbers: list[int] = field(default_factory=list)
    values: dict[str, list[Value]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    last: str = ""
    is_written: bool = False
    """Whether those who are taken for speakers are authors."""

    def take(self, label: Label, number: int) -> None:
        self.last = role = self._role_of(label)
        self.labels.add(label.key)
        self.numbers.append(number)
        self.values.setdefault(role, []).extend([Value(label.value, number)] if label.value else [])

    def _role_of(self, label: Label) -> str:
        """What a label tells here: who wrote something does not speak where somebody else presents it."""
        if label.role != "speaker":
            return label.role
        told, wrote = "speaker" in self.values, AUTHOR.match(label.text) is not None
        if told and self.is_written and not wrote:
            self.values.setdefault("abstract", []).extend(self.values.pop("speaker"))
        self.is_written = wrote and (self.is_written or not told)
        return "abstract" if wrote and told and not self.is_written else "speaker"

    def go_on(self, text: str, number: int) -> None:
        """One more line of what was told last; a text that wraps stays one line."""
        self.numbers.append(number)
        if _notes(text) or self._ends(text):
            self.values.setdefault("", []).append(Value(text, number))
            return
        told = self.values[self.last]
        if told and self.last in TEXTS:
            told[-1] = Value(f"{told[-1].text} {text}", told[-1].number)
        else:
            told.append(Value(text, number))

    def _ends(self, text: str) -> bool:
        """Whether a line is none of what was told last.

        It begins with a time, or stands below when and where what nothing entitles is.
        """
        if self.last not in TEXTS and any(span.begin == 0 for span in clocks.spans(text)):
            return True
        entitles = self.last in PLACED and not TITLING & {*self.values} and bool(self.values[self.last])
        return entitles or (self.last == "title" and not self._wraps(text))

    def _wraps(self, text: str) -> bool:
        """Whether what was told last may go on with a text: it is long, or this begins within a sentence."""
        told = self.values[self.last]
        return not told or len(told[-1].text) >= HALF or not text[:1].isupper()

    @property
    def tells_day(self) -> bool:
        return any(any(days.days_in(value.text)) for role in WHEN for value in self.values.get(role, ()))


def records_of(lines: Sequence[str], heads: Container[int]) -> list[Record]:
    """The blocks in their order; none where they are no list of dated talks. `heads` are lines that head parts."""
    labels = {number: label for number, line in enumerate(lines) if (label := _label(line))}
    if len(labels) < FEWEST * FEWEST:
        return []
    if not any(label.role == "title" for label in labels.values()):
        labels |= {at: label._replace(role="title") for at, label in labels.items() if label.text in READ}
    begun = Counter(labels[record.numbers[0]].key for record in _parted(lines, labels, heads, None))
    found = list(_parted(lines, labels, heads, begun.most_common(1)[0][0]))
    if not any(record.tells_day for record in found):
        _take_moments(found, lines, labels)
    dated = [place for place, record in enumerate(found) if record.tells_day]
    if any(label.text in READ for label in labels.values()) and len(beginning_with_days(lines)) > len(dated):
        return []
    told = [record for record in found[dated[0] :] if len(record.values) > 1] if dated else []
    if len(told) < FEWEST or len(dated) <= MOSTLY * len(told) or not {"speaker", "title"} & {*told[0].values}:
        return []
    _take_heads(told, lines, labels)
    return told


def _take_moments(records: Sequence[Record], lines: Sequence[str], labels: Mapping[int, Label]) -> None:
    """Take the day and the hour that stand on lines of their own above most blocks for what these tell.

    The day is enough above what is read together, whose hour is always the same.
    """
    above = [dict(_moments_above(record.numbers[0], lines, labels)) for record in records]
    told = {"date"} if any(label.text in READ for label in labels.values()) else {"date", "time"}
    if sum(told <= {*moments.values()} for moments in above) <= MOSTLY * len(records):
        return
    for record, moments in zip(records, above, strict=True):
        for number, role in moments.items():
            record.take(Label("", role, lines[number].strip()), number)


def _moments_above(first: int, lines: Sequence[str], labels: Container[int]) -> Iterator[tuple[int, str]]:
    for number in range(first - 1, max(first - 1 - MOST_ABOVE, -1), -1):
        if not (line := lines[number].strip()) or number in labels:
            return
        if any(day.begin == 0 for day in days.days_in(line)):
            yield number, "date"
        elif any(span.begin == 0 for span in clocks.spans(line)):
            yield number, "time"


def _notes(text: str) -> bool:
    """Whether a line opens as remarks on the talk do ("Please note: …")."""
    return not NOTING.isdisjoint(word.strip(":!,.") for word in text.lower().split()[:2])


def _label(line: str) -> Label | None:
    match = LABELLED.match(line) if ":" in line or "\uff1a" in line or "\t" in line else None
    value = (match["value"] or match["cell"] or "").strip() if match else ""
    if not match or value.startswith("//"):
        return None
    text = SPACED.sub("", match["label"].lower())
    named, role = LABEL.match(f"{text}:"), column_role(text)
    role = named.lastgroup if named and role in {None, "event"} else role
    return Label(text, role, value) if role else None


def _parted(
    lines: Sequence[str], labels: Mapping[int, Label], heads: Container[int], first: str | None
) -> Iterator[Record]:
    """The blocks: each begins where a label is told again, but right below itself, or where the `first` label is."""
    record = Record()
    last, ended = max(labels), True
    for number in range(min(labels), last + 1):
        label, line = labels.get(number), lines[number].strip()
        above = labels.get(number - 1)
        if label:
            again = label.key in record.labels and not (above and above.key == label.key)
            if record.numbers and (again or label.key == first):
                yield record
                record = Record()
            record.take(label, number)
            ended = False
        elif number in heads or not line:
            ended = True
        elif record.numbers and (not ended or _is_more(record, line)):
            record.go_on(line, number)
    while lines[last + 1 : last + 2] and (line := lines[last + 1].strip()) and last + 1 not in heads:
        last += 1
        record.go_on(line, last)
    yield record


def _is_more(record: Record, line: str) -> bool:
    """Whether a line behind an empty one is a paragraph more of what was told."""
    return record.last in {"abstract", "bio"} and len(line) >= LONG and not any(days.days_in(line))


def _take_heads(records: Sequence[Record], lines: Sequence[str], labels: Mapping[int, Label]) -> None:
    """Take what stands right above most blocks for what their labels lack: a title, or who speaks."""
    lacking = [role for role in ("title", "speaker") if not any(role in record.values for record in records)]
    above = [record.numbers[0] - 1 for record in records]
    ends = {number for record in records for number in record.numbers}
    heads = [at for at in above if at >= 0 and lines[at].strip() and at not in labels and at not in ends]
    named = sum(people_in(lines[at].strip()).score >= LIKELY for at in heads)
    if not lacking or len(heads) <= MOSTLY * len(records) or (lacking == ["speaker"]) != (named > MOSTLY * len(heads)):
        return
    for record, at in zip(records, above, strict=True):
        if at in heads:
            record.take(Label("", lacking[0], lines[at].strip()), at)
