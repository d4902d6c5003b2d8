import io
import os
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.errors import FetchError, UsherError
from bot.files.read import read_file
from bot.files.whole import write_whole
from bot.importing.files import Read, Source, lines_of, read_source
from bot.importing.importer import import_document
from bot.importing.progress import progress
from bot.importing.watch import QUESTION, Terminal, watch
from tests.importing.servers import Answer, Web, web

SHEET = """Title,Date,Start,End,Room
Opening,2026-06-01,9:00,9:30,Hall
Joins,2026-06-01,9:30,10:15,Hall
"""


def sheet(text: str = SHEET, **headers: str) -> Answer:
    return Answer(headers={"Content-Type": "text/csv", **headers}, body=text.encode())


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["import", *arguments])
    return result.exit_code, result.output + (
        f"{result.exception}\n" if isinstance(result.exception, UsherError) else ""
    )


def test_address_is_imported_like_a_file(tmp_path: Path) -> None:
    target, copy = tmp_path / "joins.yaml", tmp_path / "copy.yaml"
    with web({"/joins.csv": sheet()}) as server:
        arguments = ("--timezone", "Europe/Berlin", "-o")
        status, output = run(f"{server.address}/joins.csv", "--allow-private", *arguments, str(target))
    (tmp_path / "joins.csv").write_text(SHEET, encoding="utf-8")
    run(str(tmp_path / "joins.csv"), *arguments, str(copy))
    assert (status, output.splitlines()[-1]) == (
        0,
        f"{target}: 2 sessions from csv, {output.count('joins.csv:')} doubtful",
    )
    assert target.read_text(encoding="utf-8") == copy.read_text(encoding="utf-8")


def test_import_to_a_dash_is_printed_and_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "joins.csv").write_text(SHEET, encoding="utf-8")
    result = CliRunner().invoke(cli, ["import", "joins.csv", "--timezone", "Europe/Berlin", "-o", "-"])
    run("joins.csv", "--timezone", "Europe/Berlin", "-o", "joins.yaml")
    assert (result.exit_code, result.stdout) == (0, (tmp_path / "joins.yaml").read_text(encoding="utf-8"))
    assert result.stderr == (
        "joins.csv:1: title: the document names no event; the file's name is taken\n"
        "-: 2 sessions from csv, 1 doubtful\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["joins.csv", "joins.yaml"]


def test_what_is_watched_needs_a_file(tmp_path: Path) -> None:
    (tmp_path / "joins.csv").write_text(SHEET, encoding="utf-8")
    told = run(str(tmp_path / "joins.csv"), "-o", "-", "--watch")
    assert told == (1, "--watch writes to a file; name one with -o\n")


def test_address_that_a_bot_can_look_at_again_is_written_and_told(tmp_path: Path) -> None:
    target = tmp_path / "joins.yaml"
    imported = import_document(SHEET.encode(), "joins.csv", timezone=ZoneInfo("UTC"), source="https://a.example/joins")
    told = f"{target}: `source:` is https://a.example/joins: a running bot looks there for changes"
    assert 'source: "https://a.example/joins"\n' in imported.text
    assert lines_of(imported, target)[-2] == f"{told}, and asks before it uses them"


@pytest.mark.parametrize(
    ("name", "allow_private", "kept"),
    [
        ("https://a.example/@me?x=1", False, "https://a.example/@me?x=1"),
        ("https://me:secret@a.example/", False, None),
        ("https://a.example/", True, None),
        ("joins.csv", False, None),
    ],
)
def test_no_address_is_kept_that_needs_a_password_or_another_network(
    name: str, kept: str | None, *, allow_private: bool
) -> None:
    assert Source(name, allow_private=allow_private).kept == kept


def test_private_address_is_refused_without_its_option(tmp_path: Path) -> None:
    with web({"/": sheet()}) as server:
        status, output = run(server.address, "-o", str(tmp_path / "x.yaml"))
        assert server.asked == []
    said = f"{server.address}: 127.0.0.1 is 127.0.0.1, which is no address of the public internet"
    assert (status, output) == (1, f"{said}; use --allow-private if you trust it\n")
    assert list(tmp_path.iterdir()) == []


def test_file_is_written_whole_with_the_permissions_of_any_other(tmp_path: Path) -> None:
    target, other = tmp_path / "x.yaml", tmp_path / "other"
    before = os.umask(0o027)
    try:
        write_whole(target, "a: 1\n", force=False)
        other.touch()
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(other.stat().st_mode) == 0o640
    assert target.read_text(encoding="utf-8") == "a: 1\n"
    assert {path.name for path in tmp_path.iterdir()} == {"x.yaml", "other"}


def test_file_that_is_there_is_overwritten_by_force_alone(tmp_path: Path) -> None:
    target = tmp_path / "x.yaml"
    target.write_text("mine\n", encoding="utf-8")
    with pytest.raises(UsherError) as raised:
        write_whole(target, "theirs\n", force=False)
    assert str(raised.value) == f"{target}: is there already; name another file with -o, or overwrite it with --force"
    assert target.read_text(encoding="utf-8") == "mine\n"
    write_whole(target, "theirs\n", force=True)
    assert target.read_text(encoding="utf-8") == "theirs\n"
    assert list(tmp_path.iterdir()) == [target]


def test_text_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "x.yaml", "\ud800", force=False)
    with pytest.raises(
        UsherError, match=r"cannot be written \(No such file or directory\); name another file with -o$"
    ):
        write_whole(tmp_path / "no" / "x.yaml", "", force=False)
    assert list(tmp_path.iterdir()) == []


class Screen(io.StringIO):
    """A terminal, as far as it says so itself."""

    def isatty(self) -> bool:
        return True


def test_bar_is_shown_after_a_second_and_not_before() -> None:
    screen, seconds = Screen(), iter([0.0, 0.5, 1.5, 2.0])
    with progress(screen, lambda: next(seconds)) as report:
        report(10, 100)
        assert screen.getvalue() == ""
        report(50, 100)
        report(100, 100)
    assert "Fetching" in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_no_bar_is_shown_where_nobody_looks() -> None:
    stream = io.StringIO()
    with progress(stream, lambda: 9.0) as report:
        report(50, None)
    assert stream.getvalue() == ""


class Watcher:
    """Somebody at the terminal: changes the server's answer before each look, and answers as told."""

    def __init__(self, server: Web, target: Path, *, agrees: bool | None) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.server, self.target = server, target
        self.terminal = Terminal(self.said.append, None if agrees is None else self._agree)
        self.answer = bool(agrees)

    def _agree(self, question: str) -> bool:
        self.asked.append(question)
        return self.answer

    def watch(self, *answers: Answer) -> None:
        from bot.files.format import read_zone

        read = read_source(Source(f"{self.server.address}/x.csv", zone=read_zone("Europe/Berlin"), allow_private=True))
        assert isinstance(read, Read)
        if not self.target.exists():
            write_whole(self.target, read.imported.text, force=False)
        looks = iter(answers)

        def wait() -> bool:
            answer = next(looks, None)
            self.server.answers["/x.csv"] = answer or Answer(404)
            return answer is not None

        watch(read, self.target, self.terminal, wait)


LATER = SHEET.replace("9:30,10:15,Hall", "11:00,12:00,Aula") + "Dinner,2026-06-01,19:00,22:00,Inn\n"
NEWS = """+ 2026-06-01 19:00: Dinner
~ 2026-06-01 09:30: Joins
    start: 2026-06-01 09:30 → 2026-06-01 11:00
    end: 2026-06-01 10:15 → 2026-06-01 12:00
    room: Hall → Aula"""


def test_change_is_told_once_and_never_written_unasked(tmp_path: Path) -> None:
    target = tmp_path / "x.yaml"
    with web({"/x.csv": sheet()}) as server:
        watcher = Watcher(server, target, agrees=None)
        watcher.watch(sheet(), sheet(LATER), sheet(LATER))
    assert watcher.said == [NEWS]
    assert "Dinner" not in target.read_text(encoding="utf-8")


def test_change_is_written_where_somebody_agrees(tmp_path: Path) -> None:
    target = tmp_path / "x.yaml"
    with web({"/x.csv": sheet()}) as server:
        watcher = Watcher(server, target, agrees=True)
        watcher.watch(sheet(LATER), sheet(LATER))
    assert watcher.said == [NEWS, f"{target}: written"]
    assert watcher.asked == [QUESTION.format(target)]
    assert "Dinner" in target.read_text(encoding="utf-8")


def test_file_that_is_there_is_compared_at_once(tmp_path: Path) -> None:
    target = tmp_path / "x.yaml"
    with web({"/x.csv": sheet()}) as server:
        Watcher(server, target, agrees=None).watch()
        server.answers["/x.csv"] = sheet(LATER)
        watcher = Watcher(server, target, agrees=False)
        watcher.watch()
    assert watcher.said == [NEWS]
    assert watcher.asked == [QUESTION.format(target)]


def test_server_is_asked_for_a_new_version_alone(tmp_path: Path) -> None:
    with web({"/x.csv": sheet(ETag='"1"')}) as server:
        watcher = Watcher(server, tmp_path / "x.yaml", agrees=None)
        watcher.watch(Answer(304), Answer(304))
        assert [headers.get("If-None-Match") for _, headers in server.asked] == [None, '"1"', '"1"']
    assert watcher.said == []


POSTING = """posting:
  channels: ["#joins"]
"""


def test_what_was_added_by_hand_is_written_again(tmp_path: Path) -> None:
    target, sheet_file = tmp_path / "x.yaml", tmp_path / "joins.csv"
    sheet_file.write_text(SHEET, encoding="utf-8")
    run(str(sheet_file), "--timezone", "Europe/Berlin", "-o", str(target))
    written = target.read_text(encoding="utf-8").replace("\nsessions:", f"{POSTING}\nsessions:")
    target.write_text(written, encoding="utf-8")
    assert run(str(sheet_file), "-o", str(target), "--force")[0] == 0
    untitled = "# line 1: the document names no event; the file's name is taken\n"
    assert target.read_text(encoding="utf-8") == written.replace(untitled, "")
    with web({"/x.csv": sheet()}) as server:
        Watcher(server, target, agrees=True).watch(sheet(LATER))
    again = target.read_text(encoding="utf-8")
    assert POSTING in again
    assert "Dinner" in again


def test_file_that_still_lacks_its_zone_is_written_over(tmp_path: Path) -> None:
    target, sheet_file = tmp_path / "x.yaml", tmp_path / "joins.csv"
    sheet_file.write_text(SHEET, encoding="utf-8")
    run(str(sheet_file), "-o", str(target))
    target.write_text(target.read_text(encoding="utf-8").replace("\nsessions:", f"{POSTING}\nsessions:"), "utf-8")
    status, output = run(str(sheet_file), "-o", str(target), "--force")
    assert (status, f"{target}: fill in `timezone:` before it can be used" in output) == (0, True)
    assert run(str(sheet_file), "-o", str(target), "--force", "--timezone", "Asia/Tokyo")[0] == 0
    assert read_file(target).schedule.posting.channels == ("#joins",)


def test_file_with_faults_is_never_written_over(tmp_path: Path) -> None:
    target, sheet_file = tmp_path / "x.yaml", tmp_path / "joins.csv"
    sheet_file.write_text(SHEET, encoding="utf-8")
    target.write_text("title: A\ntimezone: UTC\nsesions: []\n", encoding="utf-8")
    status, output = run(str(sheet_file), "--timezone", "UTC", "-o", str(target), "--force")
    assert (status, output.splitlines()[0]) == (1, f"{target}:1: this schedule has no 'sessions'; add `sessions: …`")
    assert target.read_text(encoding="utf-8") == "title: A\ntimezone: UTC\nsesions: []\n"


def test_failure_is_told_once_and_tried_again(tmp_path: Path) -> None:
    with web({"/x.csv": sheet()}) as server:
        watcher = Watcher(server, tmp_path / "x.yaml", agrees=None)
        watcher.watch(Answer(500), Answer(500), sheet("no sessions here"), sheet(LATER))
        address = server.address
    assert watcher.said == [
        f"{address}/x.csv: answers 500 Internal Server Error; check the address",
        "x.csv: no sessions were found; name the page that has the programme's times or days",
        NEWS,
    ]


def test_login_of_an_address_is_in_no_message() -> None:
    with web({"/x.csv": sheet("nothing")}) as server, pytest.raises(UsherError) as raised:
        read_source(Source(server.address.replace("//", "//me:secret@") + "/x.csv?key=secret", allow_private=True))
    assert "secret" not in str(raised.value)
    with pytest.raises(FetchError) as refused:
        read_source(Source("gopher://me:secret@host/"))
    assert "secret" not in str(refused.value)
