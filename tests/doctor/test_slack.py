"""What the doctor says of the app, by what Slack told of it."""

from datetime import timedelta

import pytest

from bot.doctor.finding import Area, Finding, Severity
from bot.doctor.slack import (
    REINSTALL,
    Scope,
    channel_findings,
    clock_findings,
    organizer_findings,
    scope_findings,
    scopes_in,
    token_findings,
    workspace_findings,
)
from bot.doctor.told import App, Channels, Member
from bot.schedule.model import Posting
from bot.settings import MANIFEST
from tests.schedule.sessions import schedule, session

APP = App("Good Timing", "T1", "A1", frozenset(), timedelta())
USED = (Scope("chat:write", "reminders"), Scope("pins:write", "pins"), Scope("usergroups:read", "groups"))


def found(findings: object) -> list[tuple[str, str]]:
    return [(each.severity.value, each.problem) for each in findings]  # type: ignore[attr-defined]


def test_manifest_tells_each_scope_and_its_use() -> None:
    scopes = {scope.name: scope.use for scope in scopes_in(MANIFEST.read_text(encoding="utf-8"))}
    written = [
        line.split("#")[0].strip().removeprefix("- ")
        for line in MANIFEST.read_text(encoding="utf-8").splitlines()
        if line.startswith("      - ") and ":" in line and "name:" not in line
    ]
    assert "commands" in scopes
    assert set(scopes) - {"commands"} == {name for name in written if name and " " not in name and name[0].islower()}
    assert all(scopes.values())


def test_tokens_of_two_apps_are_a_problem() -> None:
    assert list(token_findings(APP, "xapp-1-A1-123-abc")) == []
    assert list(token_findings(APP, "xapp-without-an-id")) == []
    assert found(token_findings(APP, "xapp-1-A2-123-abc")) == [
        ("problem", "the two tokens are of two apps: SLACK_APP_TOKEN of A2, SLACK_BOT_TOKEN of A1")
    ]


def test_token_of_another_workspace_than_the_database_is_doubtful() -> None:
    assert list(workspace_findings(APP, ())) == []
    assert list(workspace_findings(APP, ("T0", "T1"))) == []
    assert found(workspace_findings(APP, ("T0",))) == [
        ("warning", "the bot token is of Good Timing (T1), the database keeps things of T0 only")
    ]


def test_scope_that_is_missing_is_told_with_what_it_is_for() -> None:
    assert list(scope_findings(frozenset({"chat:write", "pins:write", "usergroups:read"}), USED, ())) == []
    assert list(scope_findings(frozenset({"pins:write"}), USED[:2], ())) == [
        Finding(Severity.PROBLEM, Area.SCOPES, "chat:write is not granted: reminders", REINSTALL)
    ]
    assert found(scope_findings(frozenset({"chat:write"}), USED, ("U1",))) == [
        ("warning", "pins:write is not granted: pins"),
        ("warning", "usergroups:read is not granted: groups"),
    ]


def test_scope_for_user_groups_is_needed_where_one_is_named() -> None:
    granted = frozenset({"chat:write", "pins:write"})
    assert found(scope_findings(granted, USED, ("U1", "S1"))) == [("problem", "usergroups:read is not granted: groups")]


def test_scope_that_is_not_used_is_noted() -> None:
    granted = frozenset({"chat:write", "pins:write", "usergroups:read", "users:write", "admin"})
    assert found(scope_findings(granted, USED, ())) == [
        ("note", "granted, and not used by the bot: admin and users:write")
    ]


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_clock_that_is_almost_right_is_good(seconds: int) -> None:
    assert list(clock_findings(timedelta(seconds=seconds))) == []


def test_clock_that_is_wrong_is_a_problem() -> None:
    assert found(clock_findings(timedelta(seconds=31))) == [
        ("problem", "this machine's clock is 31 s ahead of Slack's")
    ]
    assert found(clock_findings(timedelta(hours=-2))) == [("problem", "this machine's clock is 2 h behind Slack's")]


def test_channel_without_the_bot_is_told_with_what_to_do() -> None:
    posting = Posting(channels=("#here", "#there"), rooms=(("Hall", "#nowhere"),))
    told = channel_findings(
        [schedule(session("one", "09:00"), posting=posting)],
        "#there",
        Channels(frozenset({"#here", "C1"}), frozenset({"#there"})),
    )
    away = "the bot is not in it, so that"
    assert [(each.problem, each.remedy) for each in told] == [
        (
            f"#there: {away} the reminders of x and questions without an answer and receipts do not come there",
            "write /invite @usher in #there",
        ),
        (
            f"#nowhere: {away} the reminders of x do not come there",
            "no public channel is called so: create #nowhere, or correct the name, or /invite the bot if it is private",
        ),
    ]


def test_check_in_without_a_channel_of_the_organizers_is_doubtful() -> None:
    asking = schedule(session("one", "09:00"), posting=Posting(("#here",), check_in=True))
    channels = Channels(frozenset({"#here"}), frozenset())
    assert list(channel_findings([asking], "#here", channels)) == []
    assert found(channel_findings([asking], None, channels)) == [
        ("warning", "x: speakers are asked whether they are there, and nobody hears of those who are silent")
    ]


def test_organizers_who_do_not_exist_are_told() -> None:
    members = (Member("U1", ("Olivia",), is_present=True), Member("U2", ("Gone",), is_present=False))
    assert list(organizer_findings(("U1", "S1"), members, frozenset({"S1"}))) == []
    assert list(organizer_findings(("U1", "S1"), members, None)) == []
    assert found(organizer_findings(("U1", "U2", "S2"), members, frozenset({"S1"}))) == [
        ("warning", "USHER_ORGANIZERS: U2 is no member of the workspace, or none any more"),
        ("warning", "USHER_ORGANIZERS: S2 is no user group of the workspace, or none any more"),
    ]
    assert found(organizer_findings(("U2",), members, None)) == [
        ("problem", "USHER_ORGANIZERS: U2 is no member of the workspace, or none any more")
    ]
