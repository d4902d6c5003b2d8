"""Folded words, and which names may be one person's."""

import pytest

from bot.schedule.names import fold, may_be_one, spelling_keys

ONE_PERSON = (
    ("François Chollet", "Francois Chollet"),
    ("Chris Ré", "chris re"),
    ("Bryan Catanzaro", "Bryan Katanzaro"),
    ("Bryan Catanzaro", "Brian Catanzaro"),
    ("Jeff Dean", "Jef Dean"),
    ("Michael Zhang", "Micheal Zhang"),
    ("Müller", "Mueller"),
    ("Neeraja J. Yadwadkar", "Neeraja Yadwadkar"),
    ("Jeff Dean", "J. Dean"),
    ("Mike J. Innes", "M. Innes"),
    ("Aparna Lakshmi Ratan", "Aparna Ratan"),
    ("Alex Smola", "Smola, Alex"),
    ("Carole-Jean Wu", "Carole Jean Wu"),
)
TWO_PEOPLE = (
    ("Dan Fu", "Dan Li"),
    ("Dan Fu", "Dan Liu"),
    ("Michael Zhang", "Susan Zhang"),
    ("Ce Zhang", "Mi Zhang"),
    ("Chris Re", "Chris Rae"),
    ("Ed Chi", "Ed Chu"),
    ("Daniel Kang", "Daniel Koller"),
    ("Maria Lopez Garcia", "Maria Perez Garcia"),
    ("J. Dean", "Tom Dean"),
    ("Speaker 12", "Speaker 13"),
    ("Speaker 1", "Speaker 11"),
    ("J.", "K."),
    ("Anna Goldie", "Azalia Mirhoseini"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Łukasz Kaiser", "lukasz kaiser"),
        ("O'Brien–Smith", "obrien smith"),
        ("  STRASSE straße ", "strasse strasse"),
        ("Ångström Øre", "angstrom ore"),
        ("…", ""),
        ("李 明", "李 明"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_names_that_may_be_one(one: str, other: str) -> None:
    assert (may_be_one(fold(one), fold(other)), may_be_one(fold(other), fold(one))) == (True, True)


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_names_that_may_be_one_have_a_key_in_common(one: str, other: str) -> None:
    assert spelling_keys(fold(one)) & spelling_keys(fold(other))


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_names_of_two_people(one: str, other: str) -> None:
    assert (may_be_one(fold(one), fold(other)), may_be_one(fold(other), fold(one))) == (False, False)


def test_name_without_letters_has_no_keys() -> None:
    assert spelling_keys(fold("…")) == frozenset()
