"""The `usher` command: what it prints, where it fails, and that README tells of it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from dotenv import dotenv_values

from bot.cli import cli, main
from bot.workspace import Workspace, serve

ANOTHER = "name another file\n"
ROOT = Path(__file__).parent.parent
MORNING = ("--schedule", str(ROOT / "schedule_data" / "mlforsystems-2018.yaml"), "--at", "2018-12-08T09:00")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def served(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`usher serve` in a folder without settings of its own."""
    command = [sys.executable, "-m", "bot.cli", "serve"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "USHER_"))}
    schedules = str(ROOT / "schedule_data")
    given = {**kept, "USHER_SCHEDULES": schedules, **environment}
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False, timeout=60)


def demo(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`usher demo` on a free port, until it ends."""
    command = [sys.executable, "-m", "bot.cli", "demo", "--port", "0", *arguments]
    given = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=60)


def test_ask_prints_the_answer() -> None:
    told = run("ask", "when is jef deen", *MORNING, "--tz", "Asia/Tokyo")
    assert told.exit_code == 0
    assert "16:25–16:50 (Sun 06:25–06:50 for you) Machine Learning for Systems" in told.output


def test_ask_as_json() -> None:
    told = run("ask", "poster session 2", *MORNING, "--json")
    answer = json.loads(told.output)
    assert set(answer) == {"text", "sessions"}
    assert answer["sessions"] == [
        {
            "id": "poster-session-2",
            "title": "Poster Session 2",
            "start": "2018-12-08T14:55:00-05:00",
            "end": "2018-12-08T16:00:00-05:00",
            "date": "2018-12-08",
            "room": None,
            "speakers": [],
        }
    ]


def test_ask_as_json_gives_every_session_of_a_day() -> None:
    answer = json.loads(run("ask", "today", *MORNING, "--json").output)
    assert len(answer["sessions"]) == 18


def test_ask_about_nobody_gives_no_session() -> None:
    assert json.loads(run("ask", "when is Marie Curie", *MORNING, "--json").output)["sessions"] == []


def test_ask_without_a_question_is_a_conversation() -> None:
    lines = "what's next\n\nthanks\n1\nquit\nnow\n"
    told = CliRunner().invoke(cli, ("ask", *MORNING), input=lines)
    first = "Next, in 10 min: A Crash Course in Stochastic Program Optimization"
    assert told.exit_code == 0
    assert told.output.count(first) == 2
    assert "\n  1  What's next?\n" in told.output
    assert "On now" not in told.output


def test_ask_with_a_wrong_zone_or_moment_says_how_to_write_it() -> None:
    assert "'Mars' is no IANA time zone" in run("ask", "next", "--tz", "Mars").output
    assert "'noon' is not ISO 8601" in run("ask", "next", "--at", "noon").output


def test_check_of_the_five_files_is_good() -> None:
    told = run("check", *(str(path) for path in sorted((ROOT / "schedule_data").glob("*.yaml"))))
    assert told.exit_code == 0
    assert [line.split(": ", 1)[1] for line in told.output.splitlines()[:5]] == [
        "good: 18 sessions, 1 day, America/Toronto",
        "good: 15 sessions, 17 nested talks, 1 day, America/Los_Angeles",
        "good: 19 sessions, 1 day, America/Chicago",
        "good: 16 sessions, 10 nested talks, 6 sections, 5 chairs, 1 day, America/Toronto",
        "good: 86 sessions, 3 sections, 20 days, 20 sessions without a time, 66 archive entries, America/Los_Angeles",
    ]


def test_check_of_a_bad_file_fails_with_every_fault(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: Bad\ntimezone: Mars\nsessions:\n  - {title: A, start: noon}\n", encoding="utf-8")
    told = run("check", str(bad))
    assert told.exit_code == 1
    assert [line.split(": ")[0] for line in told.output.splitlines()[:2]] == [f"{bad}:2", f"{bad}:4"]


def test_check_knows_the_channels_of_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schedule = tmp_path / "a.yaml"
    schedule.write_text(
        "title: A\ntimezone: UTC\ndate: 2026-12-04\nposting: {channels: ['#here', '#gone']}\n"
        "sessions:\n  - {title: A, start: 9:00}\n",
        encoding="utf-8",
    )
    workspace = Workspace(("here",))
    with serve(workspace) as address:
        monkeypatch.setenv("SLACK_BOT_TOKEN", workspace.bot_token)
        monkeypatch.setenv("USHER_SLACK_API_URL", f"{address}/api/")
        told = run("check", str(schedule))
    assert told.exit_code == 0
    assert f"{schedule}:4: posting: the bot is in no channel #gone; create it, or /invite the bot\n" in told.output
    assert "#here" not in told.output


def test_export_writes_a_file_once_unless_forced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("USHER_SCHEDULES", str(ROOT / "schedule_data"))
    printed = run("export", "mlsys-2018")
    assert (printed.exit_code, printed.output.splitlines()[3]) == (0, "timezone: America/Toronto")
    told = run("export", "mlsys-2018", "-o", "mine.yaml")
    assert (told.exit_code, told.output) == (0, "mine.yaml: written\n")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == printed.output
    again = run("export", "mlsys-2018", "-o", "mine.yaml")
    assert str(again.exception).startswith("mine.yaml: is there already; ")
    assert run("export", "mlsys-2018", "-o", "mine.yaml", "--force").exit_code == 0


def test_doctor_fails_where_something_keeps_the_bot_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(
        "title: A\ntimezone: UTC\nsessions: [{title: A, date: 2126-01-01, start: 9:00}]\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(manifest=ROOT / "deploy" / "manifest.yaml")
    with serve(workspace) as address:
        settings = (
            ("SLACK_BOT_TOKEN", workspace.bot_token),
            ("USHER_SLACK_API_URL", f"{address}/api/"),
            ("USHER_SCHEDULES", "a.yaml"),
        )
        for name, value in settings:
            monkeypatch.setenv(name, value)
        failing = run("doctor", "--json")
        monkeypatch.setenv("SLACK_APP_TOKEN", workspace.app_token)
        told, strict = run("doctor"), run("doctor", "--strict")
    assert failing.exit_code == 1
    assert json.loads(failing.output) == {
        "findings": [
            {
                "severity": "problem",
                "area": "settings",
                "problem": "SLACK_APP_TOKEN is not set",
                "remedy": "copy it (xapp-…) from your Slack app's page, Basic Information, App-Level Tokens",
            },
            {
                "severity": "warning",
                "area": "schedules",
                "problem": "a: no channel is reminded of its sessions",
                "remedy": "name one in the file: posting: {channels: ['#…']}",
            },
            {
                "severity": "note",
                "area": "database",
                "problem": "nothing is in the database yet",
                "remedy": "nothing: the bot makes it when it starts",
            },
        ],
        "good": ["sources", "database", "pace", "tokens", "scopes", "clock", "channels", "organizers", "people"],
        "not_looked_at": ["Socket Mode"],
    }
    assert (told.exit_code, strict.exit_code) == (0, 1)
    assert told.output.splitlines()[-1] == "1 warning, 1 note"


def test_preview_tells_every_message_and_draws_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    which = ("preview", "--schedule", MORNING[1], "--at", "2018-12-07", "--tz", "Asia/Tokyo")
    told = run(*which)
    assert told.exit_code == 0
    assert told.output.splitlines()[4] == "  08:50 (22:50 for you)  #mlforsystems-2018  reminder"
    assert told.output.splitlines()[-1] == "18 messages to 1 channel"
    assert len(json.loads(run(*which, "--as", "json").output)) == 18
    assert run(*which, "--as", "svg", "-o", "day.svg").output == "day.svg: written\n"
    assert (tmp_path / "day.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert "is there already" in str(run(*which, "-o", "day.svg").exception)


def test_manifest_prints_the_file() -> None:
    assert run("manifest").output == (ROOT / "deploy" / "manifest.yaml").read_text(encoding="utf-8")


def test_serve_without_a_token_says_so_in_a_line(tmp_path: Path) -> None:
    told = served(tmp_path)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == (
        "SLACK_BOT_TOKEN is not set; copy it (xoxb-…) from your Slack app's page, OAuth & Permissions\n"
    )


def test_serve_reads_env_files(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=nonsense\n", encoding="utf-8")
    assert served(tmp_path).stderr.startswith("SLACK_APP_TOKEN: 'nonse'… does not begin with xapp-")


def test_serve_without_the_env_file_named_says_so() -> None:
    told = run("serve", "--env-file", "nowhere")
    assert told.exit_code == 2
    assert "File 'nowhere' does not exist" in told.output


def test_serve_with_an_env_file_that_is_no_text_says_so_in_a_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff")
    assert served(tmp_path).stderr.startswith(".env: it cannot be read (")


@pytest.mark.parametrize("name", ["USHER_SLACK_API_URL", "USHER_CLOCK_URL"])
def test_serve_with_an_address_that_is_none_says_so_in_a_line(tmp_path: Path, name: str) -> None:
    told = served(tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", **{name: "localhost:8765"})
    assert told.stderr == (
        f"{name}: 'localhost:8765' does not begin with https:// or http://; .env.example shows one\n"
    )


def test_example_of_settings_sets_the_tokens_alone() -> None:
    """What it set besides would win over what the container and the systemd unit set."""
    assert set(dotenv_values(ROOT / ".env.example")) == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}


def test_example_of_settings_names_every_setting() -> None:
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == set(re.findall(r'"((?:SLACK|USHER)_[A-Z_]+)"', source))


def test_serve_with_a_refused_token_says_so_in_a_line(tmp_path: Path) -> None:
    workspace = Workspace()
    with serve(workspace) as address:
        slack = {"USHER_SLACK_API_URL": f"{address}/api/", "USHER_DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}"}
        bot = served(tmp_path, SLACK_BOT_TOKEN="xoxb-wrong", SLACK_APP_TOKEN=workspace.app_token, **slack)
        app = served(tmp_path, SLACK_BOT_TOKEN=workspace.bot_token, SLACK_APP_TOKEN="xapp-wrong", **slack)
    assert (bot.returncode, app.returncode) == (1, 1)
    assert bot.stderr.startswith("SLACK_BOT_TOKEN: Slack refuses it (invalid_auth); ")
    assert app.stderr.startswith("SLACK_APP_TOKEN: Slack refuses it (invalid_auth); ")
    assert (bot.stderr.count("\n"), app.stderr.count("\n")) == (1, 1)


def test_serve_without_slack_says_so_in_a_line(tmp_path: Path) -> None:
    told = served(
        tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1", USHER_SLACK_API_URL="http://127.0.0.1:9/"
    )
    assert told.returncode == 1
    assert told.stderr.startswith("Slack cannot be reached at http://127.0.0.1:9/")


def test_demo_of_an_unknown_event_names_those_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", ["usher", "demo", "--event", "nothing"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("EVENT: there is no schedule 'nothing'; choose one of mlforsystems-2018,")


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_demo_on_a_port_that_is_none_is_a_wrong_option(port: str) -> None:
    assert run("demo", "--port", port).exit_code == 2


def test_demo_that_cannot_record_says_so_in_a_line(tmp_path: Path) -> None:
    told = demo("--record", str(tmp_path / "no" / "calls.jsonl"))
    assert (told.returncode, told.stdout) == (1, "")
    assert (
        told.stderr == f"--record: {tmp_path}/no/calls.jsonl cannot be written (No such file or directory); {ANOTHER}"
    )


def test_demo_whose_bot_ends_says_so_and_fails() -> None:
    told = demo(USHER_LOG_LEVEL="LOUD")
    assert told.returncode == 1
    assert told.stderr == (
        "USHER_LOG_LEVEL: 'LOUD' is not one of DEBUG, INFO, WARNING, ERROR\n"
        "the bot has ended by itself (exit status 1); what it said is above\n"
    )


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_readme_tells_of_every_command(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"usher {command}" in readme or f"make {command}" in readme
