"""Addresses of calendars: one for each person, known by its hash alone."""

from datetime import UTC, datetime

from sqlalchemy import Engine, select

from bot.store.feeds import Feeds
from bot.store.tables import feeds as table

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_token_opens_its_owners_feed_until_it_is_revoked(engine: Engine) -> None:
    feeds = Feeds(engine, "T1")
    token = feeds.renew("U1", NOW)
    assert (feeds.user(token), feeds.made_at("U1")) == ("U1", NOW)
    assert (feeds.revoke("U1"), feeds.revoke("U1")) == (True, False)
    assert (feeds.user(token), feeds.made_at("U1")) == (None, None)


def test_renewed_token_takes_the_place_of_the_one_before(engine: Engine) -> None:
    feeds = Feeds(engine, "T1")
    first, other, second = feeds.renew("U1", NOW), feeds.renew("U2", NOW), feeds.renew("U1", NOW)
    assert [feeds.user(token) for token in (first, other, second, "")] == [None, "U2", "U1", None]
    assert Feeds(engine, "T2").user(second) is None


def test_database_holds_no_token(engine: Engine) -> None:
    token = Feeds(engine, "T1").renew("U1", NOW)
    with engine.connect() as connection:
        kept = connection.execute(select(table)).one()
    assert len(token) == 43
    assert token not in repr(kept)
