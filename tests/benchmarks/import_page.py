"""How long a page of 1,000 sessions takes to import, beside what lxml takes to parse it and PyYAML to dump the result.

Every round has a page of its own, so that nothing is read from what the program remembers of earlier ones. The
program writes its files itself, comments and all, in a fraction of either dump's time, so that its own writer says
nothing of what a dump costs. What the goal is measured by is `yaml.dump` as everybody gets it, of the same data; beside
it stands the dump that PyYAML has where it is built with a C library. Garbage is collected before each step, so that
none pays for what another left.
"""

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from random import Random
from statistics import median
from typing import Any, TypeVar

import yaml
from lxml import html

from bot.importing.importer import Imported, import_document
from bot.questions.tokens import listed
from tests.benchmarks.large_schedule import FIRST_NAMES, SUBJECTS, SYLLABLES

SESSIONS = 1_000
ROUNDS = 7
GOAL = 2.0
DAYS = 5
FIRST_DAY = 7
PLACES = ("University of Toronto", "ETH Zurich", "MIT", "Google", "Kyoto University", "Bell Labs", "TU Wien")
WORDS = listed(
    "learned systems show that a small model can place data where it is needed before anybody asks for it while the "
    "cost of moving large tensors between devices grows with their number we describe how our scheduler learns from "
    "past runs and what it took to make it safe enough for production use in several clusters of very different size"
)


class Talk:
    """A made-up session, and where it stands among the others."""

    def __init__(self, number: int, of: int, random: Random) -> None:
        slots = DAYS * 16
        slot = number * slots // of
        self.day = FIRST_DAY + slot // 16
        minutes = 9 * 60 + slot % 16 * 30
        self.start, self.end = _clock(minutes), _clock(minutes + 30)
        self.title = (
            f"{random.choice(SUBJECTS)} and {_word(random)} for {random.choice(SUBJECTS).lower()} {_word(random)}"
        )
        self.room = f"Hall {number % -(-of // slots) + 1}"
        self.speakers = [_name(random) for _ in range(1 + number % 3 // 2)]
        self.place = random.choice(PLACES)
        self.abstract = _prose(random, 60)
        self.bio = _prose(random, 25)
        self.slides = f"https://conference.example/{number}/slides.pdf"


def table(talks: list[Talk], *, told: bool) -> Iterator[str]:
    for day, those in _by_day(talks):
        yield f"<h2>{day} September 2026</h2>\n<table>"
        yield "<tr><th>Time</th><th>Title</th><th>Speaker</th><th>Room</th></tr>"
        for talk in those:
            yield f"<tr><td>{talk.start} - {talk.end}</td><td>{talk.title}{f'<br>{talk.abstract}' if told else ''}</td>"
            yield f"<td>{', '.join(talk.speakers)} ({talk.place})</td><td>{talk.room}</td></tr>"
        yield "</table>"


def headings(talks: list[Talk], *, told: bool) -> Iterator[str]:
    for day, those in _by_day(talks):
        yield f"<h2>{day} September 2026</h2>"
        for talk in those:
            yield f"<h3>{talk.start} - {talk.end}: {talk.title}</h3>\n<ul>"
            yield f"<li>Speaker: {', '.join(talk.speakers)} ({talk.place})</li>\n<li>Room: {talk.room}</li>\n</ul>"
            yield f"<p>{talk.abstract}</p>" if told else ""


def grid(talks: list[Talk], *, told: bool) -> Iterator[str]:
    for day, those in _by_day(talks):
        yield f'<section class="day"><h2>{day} September 2026</h2>'
        for talk in those:
            yield f'<div class="row session"><div class="col-2 time">{talk.start} - {talk.end}</div>'
            yield '<div class="col-10">'
            yield f'<div class="title"><a href="{talk.slides}">{talk.title}</a></div>'
            yield f'<div class="speakers">{", ".join(talk.speakers)}, {talk.place}</div>'
            yield f'<p class="abstract">{talk.abstract}</p>' if told else ""
            yield "</div></div>"
        yield "</section>"


def items(talks: list[Talk], *, told: bool) -> Iterator[str]:
    for day, those in _by_day(talks):
        yield f"<h2>{day} September 2026</h2>\n<ul>"
        for talk in those:
            yield f"<li><b>{talk.start}</b> {' and '.join(talk.speakers)} ({talk.place}): <i>{talk.title}</i>"
            yield f"<br>{talk.abstract}</li>" if told else "</li>"
        yield "</ul>"


Shape = Callable[..., Iterator[str]]
Result = TypeVar("Result")
SHAPES: tuple[Shape, ...] = (table, headings, grid, items)


def page(shape: Shape, seed: int, *, told: bool, size: int = SESSIONS) -> bytes:
    """A page of so many sessions; `told` with an abstract each, and a bio of each first speaker at its end."""
    random = Random(seed)  # noqa: S311 - made-up pages, the same at every run
    talks = [Talk(number, size, random) for number in range(size)]
    lines = ["<html><head><title>Conference 2026</title></head><body>", "<p>All times are in Europe/Vienna.</p>"]
    lines.extend(shape(talks, told=told))
    if told:
        lines.append("<h2>Speakers</h2>")
        lines.extend(f"<h3>{talk.speakers[0]}</h3>\n<p>{talk.bio}</p>" for talk in talks)
    return "\n".join((*lines, "</body></html>")).encode()


def report() -> None:
    print(f"a page of {SESSIONS:,} sessions, median of {ROUNDS} pages, in turn, milliseconds:")
    print(f"  {'':28}{'import':>8}{'lxml':>8}{'YAML':>8}{'in C':>8}   ratio (goal: at most {GOAL}), with C")
    seeds = count()
    ratios = [_report(shape, seeds, told=told) for shape in SHAPES for told in (False, True)]
    usual, in_c = map(max, zip(*ratios, strict=True))
    print(f"  {'worst ratio':60}{usual:8.2f}{in_c:8.2f}")


def _report(shape: Shape, seeds: Iterator[int], *, told: bool) -> tuple[float, float]:
    _measured(page(shape, next(seeds), told=told))
    rounds = [_measured(page(shape, next(seeds), told=told)) for _ in range(ROUNDS)]
    ours, parsed, dumped, in_c = (median(times) * 1e3 for times in zip(*rounds, strict=True))
    ratio = median(ours / (parsed + dumped) for ours, parsed, dumped, _ in rounds)
    ratio_in_c = median(ours / (parsed + in_c) for ours, parsed, _, in_c in rounds)
    name = f"{shape.__name__}{', abstracts and bios' if told else ''}"
    print(f"  {name:28}{ours:8.0f}{parsed:8.0f}{dumped:8.0f}{in_c:8.0f}{ratio:8.2f}{ratio_in_c:8.2f}")
    return ratio, ratio_in_c


def _measured(content: bytes) -> tuple[float, float, float, float]:
    """The seconds of an import, of the parser alone, and of either dump alone."""
    ours, imported = _timed(partial(import_document, content, "page.html"))
    data = yaml.load(_whole(imported), Loader=yaml.CSafeLoader)
    parsed, _ = _timed(partial(html.document_fromstring, content))
    dumped, in_c = (_timed(partial(_dump, data, dumper))[0] for dumper in (yaml.SafeDumper, yaml.CSafeDumper))
    return ours, parsed, dumped, in_c


def _dump(data: object, dumper: Any) -> None:  # noqa: ANN401 - either of PyYAML's
    yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False)


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    gc.collect()
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _whole(imported: Imported) -> str:
    """The text of an import, which must not be of half a page."""
    assert imported.sessions == SESSIONS, imported.sessions
    return imported.text


def _by_day(talks: list[Talk]) -> Iterator[tuple[int, list[Talk]]]:
    for day in range(FIRST_DAY, FIRST_DAY + DAYS):
        yield day, [talk for talk in talks if talk.day == day]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _name(random: Random) -> str:
    return f"{random.choice(FIRST_NAMES)} {_word(random).capitalize()}"


def _word(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=3))


def _prose(random: Random, words: int) -> str:
    return f"{' '.join(random.choices(WORDS, k=words)).capitalize()}."
