"""Proposals are kept whole, settled once, and forgotten; a watched page is looked at by one process at a time."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine

from bot.store.proposals import Proposal, Proposals, State, Watch, Watches

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVERY = timedelta(minutes=5)
DROPPED = Proposal("page.html", b"<html>" * 1000, "utf-8", "https://a.example/", "event", "U1", "abc", NOW)


def test_proposal_is_kept_whole_for_its_own_workspace(engine: Engine) -> None:
    proposals = Proposals(engine, "T1")
    proposal_id = proposals.add(DROPPED)
    assert proposals.get(proposal_id) == replace(DROPPED, id=proposal_id)
    assert Proposals(engine, "T2").get(proposal_id) is None
    assert proposals.get(proposal_id + 1) is None


def test_what_was_said_beside_it_is_noted_while_it_is_open(engine: Engine) -> None:
    proposals = Proposals(engine, "T1")
    proposal_id = proposals.add(DROPPED)
    said = {"day": date(2026, 12, 4), "zone": "Europe/Berlin", "schedule_id": "", "channel": "C1", "ts": "1.2"}
    assert proposals.change(proposal_id, **said)
    proposals.settle(proposal_id, State.DROPPED, "U2", NOW)
    assert not proposals.change(proposal_id, zone="Europe/Paris")
    settled = {"state": State.DROPPED, "settled_by": "U2", "settled_at": NOW}
    assert proposals.get(proposal_id) == replace(DROPPED, id=proposal_id, **said, **settled)  # type: ignore[arg-type]


def test_proposal_is_settled_once(engine: Engine) -> None:
    proposals = Proposals(engine, "T1")
    proposal_id = proposals.add(DROPPED)
    assert not Proposals(engine, "T2").settle(proposal_id, State.USED, "U3", NOW)
    assert proposals.settle(proposal_id, State.USED, "U1", NOW)
    assert not proposals.settle(proposal_id, State.DROPPED, "U2", NOW)
    kept = proposals.get(proposal_id)
    assert kept is not None
    assert (kept.state, kept.settled_by) == (State.USED, "U1")


def test_proposal_stays_open_where_using_it_fails(engine: Engine) -> None:
    proposals = Proposals(engine, "T1")
    proposal_id = proposals.add(DROPPED)
    claims = []
    with suppress(OSError), proposals.settling(proposal_id, State.USED, "U1", NOW) as mine:
        claims.append(mine)
        raise OSError
    assert claims == [True]
    assert proposals.get(proposal_id) == replace(DROPPED, id=proposal_id)


def test_old_proposals_are_forgotten(engine: Engine) -> None:
    proposals, others = Proposals(engine, "T1"), Proposals(engine, "T2")
    old, new = proposals.add(DROPPED), proposals.add(replace(DROPPED, made_at=NOW + EVERY))
    theirs = others.add(DROPPED)
    proposals.forget(NOW + EVERY)
    assert (proposals.get(old), proposals.get(new) is None, others.get(theirs) is None) == (None, False, False)


def test_page_is_looked_at_by_one_caller_at_a_time(engine: Engine) -> None:
    one, other = Watches(engine, "T1"), Watches(engine, "T1")
    moments = (NOW, NOW, NOW + timedelta(minutes=4), NOW + EVERY)
    claims = [watches.claim("event", "https://a.example/", now, EVERY) for watches in (one, other) for now in moments]
    known = Watch("event", "https://a.example/")
    assert claims == [known, None, None, known, None, None, None, None]


def test_what_was_told_of_a_page_holds_until_its_address_is_another(engine: Engine) -> None:
    watches = Watches(engine, "T1")
    known = watches.claim("event", "https://a.example/", NOW, EVERY)
    told = Watch("event", "https://a.example/", '"1"', "Mon", "f1", "d1", "it failed", 7)
    assert known is not None
    assert [watches.save(told, known), watches.save(replace(told, shown="d2"), known)] == [True, False]
    assert watches.claim("event", "https://a.example/", NOW + EVERY, EVERY) == told
    moved = watches.claim("event", "https://b.example/", NOW + 2 * EVERY, EVERY)
    assert moved == Watch("event", "https://b.example/", proposal_id=7)
    assert watches.save(replace(moved, shown="d3"), moved)
