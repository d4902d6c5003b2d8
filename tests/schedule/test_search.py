import pytest

from bot.questions.tokens import listed
from bot.schedule.model import Person, Session
from bot.schedule.search import NameIndex, TextIndex, stem
from tests.questions.asking import REAL, schedule

EVERYBODY = NameIndex({person.name: person for name in REAL for person in schedule(name).people}.values())


def found(*words: str) -> list[str]:
    match = EVERYBODY.find(words)
    return [person.name for person in match.people] if match else []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("francois cholet", "François Chollet"),
        ("delimitru", "Christina Delimitrou"),
        ("jef deen", "Jeff Dean"),
        ("katanzaro", "Bryan Catanzaro"),
        ("zaharya", "Matei Zaharia"),
        ("skufza", "Eric Schkufza"),
        ("talwalkar", "Ameet Talwalker"),
        ("jeffrey dean", "Jeff Dean"),
        ("bill dally", "William Dally"),
        ("n yadwadkar", "Neeraja J. Yadwadkar"),
        ("dean jeff", "Jeff Dean"),
        ("jeffdean", "Jeff Dean"),
        ("carol jean wu", "Carole-Jean Wu"),
        ("gotschlick", "Justin Gottschlich"),
    ],
)
def test_name_is_found_in_any_spelling(typed: str, meant: str) -> None:
    assert found(*typed.split()) == [meant]


@pytest.mark.parametrize(
    "typed",
    listed(
        "john smith|marie curie|quentin tarantino|alan turing|ada lovelace|elon musk|taylor swift|grace hopper|"
        "tim cook|jeff bezos|steve jobs|geoff hinton|andrew ng|einstein|lovelace|obama|pizza|training|parking|"
        "coffee|than|john",
        "|",
    ),
)
def test_name_that_nobody_has_is_not_found(typed: str) -> None:
    assert found(*typed.split()) == []


def test_half_a_name_that_several_have_finds_them_all() -> None:
    assert found("bryan") == ["Bryan Catanzaro"]
    assert sorted(found("zhang")) == ["Ce Zhang", "Mi Zhang", "Susan Zhang"]


def test_exact_word_is_preferred_to_a_similar_one() -> None:
    index = NameIndex((Person("Ana Marin"), Person("Ana Martin")))
    match = index.find(("marin",))
    assert match is not None
    assert (match.people, match.score) == ((Person("Ana Marin"),), 1.0)


def test_nearest_is_offered_only_if_near() -> None:
    assert EVERYBODY.nearest(("tiancho", "chen")) == next(one for one in EVERYBODY.people if one.name == "Tianqi Chen")
    assert EVERYBODY.nearest(("marie", "curie")) is None


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("learning", "learned"),
        ("quantization", "quantizing"),
        ("joins", "join"),
        ("queries", "query"),
        ("slides", "slide"),
    ],
)
def test_inflections_share_a_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


SESSIONS = (
    Session("a", "Learned Indexes"),
    Session("b", "Query Plans", abstract="How indexes are chosen by reinforcement learning."),
    Session("c", "FlashAttention"),
)


def test_words_of_titles_and_of_abstracts_are_told_apart() -> None:
    index = TextIndex(SESSIONS)
    assert (index.titled(("indexes",)), index.about(("index",))) == (frozenset({0}), frozenset({0, 1}))


def test_abbreviation_stands_for_its_words() -> None:
    assert TextIndex(SESSIONS).about(("rl",)) == {1}


def test_misspelt_word_of_a_title_is_corrected() -> None:
    index = TextIndex(SESSIONS)
    assert (index.corrected("indxes"), index.corrected("elephant"), index.corrected("plan")) == ("indexes", None, None)


def test_most_of_a_title_is_enough() -> None:
    assert TextIndex(SESSIONS).mostly_titled(("query", "plans", "zzz")) == {1}
    assert TextIndex(SESSIONS).mostly_titled(("query", "zzz", "yyy")) == frozenset()
