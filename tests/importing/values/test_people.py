"""Who is named in a text, and what is no name."""

import pytest

from bot.importing.values.all_people import all_people, turned
from bot.importing.values.people import people_in


def told(text: str) -> list[str]:
    """The persons of a text, each with what is said of them."""
    return [
        " ".join(filter(None, (person.name, f"({person.affiliation})" if person.affiliation else "", person.role)))
        for person in people_in(text).persons
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Byron (Univ. of London)", ["Ada Byron (Univ. of London)"]),
        ("Ada Byron and Grace Hopper, MIT", ["Ada Byron (MIT)", "Grace Hopper (MIT)"]),
        ("Ada Byron; Grace Hopper · Mary Shelley", ["Ada Byron", "Grace Hopper", "Mary Shelley"]),
        ("Søren Berg-Nguyen, DTU & Iida Mäki-Petäjä, Aalto", ["Søren Berg-Nguyen (DTU)", "Iida Mäki-Petäjä (Aalto)"]),
        ("Prof. dr. Annelien van ’t Hoff-Bree (UMC Utrecht)", ["Annelien van ’t Hoff-Bree (UMC Utrecht)"]),
        ("Dr. Sabin Osei-Berg, MD, PhD, Minister of Health", ["Sabin Osei-Berg Minister of Health"]),
        ("Hank Van Der Linden Jr.", ["Hank Van Der Linden Jr."]),
        ("Nursel Bek, Can Aydın (ETH Zurich)", ["Nursel Bek (ETH Zurich)", "Can Aydın (ETH Zurich)"]),
        ("Lingling An – Univ. of Oslo; A. B. Case – MIT", ["Lingling An (Univ. of Oslo)", "A. B. Case (MIT)"]),
        ("Jean d'Arvor, Omar al-Rashidi", ["Jean d'Arvor", "Omar al-Rashidi"]),
        ("Vid Š.", ["Vid Š."]),
        ("Pradeep Kumar B. V.", ["Pradeep Kumar B. V."]),
        ("Peter F., Miha", ["Peter F.", "Miha"]),
        ("@Ada Byron", ["Ada Byron"]),
        ("Ikechukwu (@ike)", ["Ikechukwu"]),
        ("Dr. Ada Byron (she/her), SickKids", ["Ada Byron (SickKids)"]),
        (
            "Eng. Crystal Ruge, Managing Director, C4IR; Dr Mo Lund",
            ["Crystal Ruge (C4IR) Managing Director", "Mo Lund"],
        ),
        ("Ada Byron et al.", ["Ada Byron"]),
        ("Ada Byron; chair Grace Hopper", ["Ada Byron", "Grace Hopper chair"]),
        ("Goetz Graefe (moderator)", ["Goetz Graefe moderator"]),
        ("Thea Eto-Berg (Venice / Oxford)", ["Thea Eto-Berg (Venice / Oxford)"]),
        ("Dra. Ana Belén Ruiz y Lic. Jorge Th.", ["Ana Belén Ruiz", "Jorge Th."]),
        ("Catriona Bell, Omar Haddad", ["Catriona Bell", "Omar Haddad"]),
        ("Moira Keating", ["Moira Keating"]),
        ("TBA", []),
        ("Coffee Break", []),
        ("Lab I", []),
        ("Session A", []),
        ("Stanford University", []),
        ("The theory of everything", []),
        ("P: Ada Byron (Leeds), P: Bo Diaz, Moderator: Cy Dunn", ["Ada Byron (Leeds)", "Bo Diaz", "Cy Dunn Moderator"]),
        ("Session 1: Deep Nets, Session 2: Graph Cuts", []),
        ("Ada Byron and Bo Diaz, workshop chairs", ["Ada Byron workshop chairs", "Bo Diaz workshop chairs"]),
        ("Ada Byron, Grace Hopper, KU Leuven", ["Ada Byron", "Grace Hopper (KU Leuven)"]),
        ("Median-of-means Adam", []),
        ("Adam Ashfield (Ada Byron, Grace Hopper)", []),
    ],
)
def test_people_of_a_text(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KAIST students", ["KAIST students"]),
        ("everyone", []),
        ("Team Ember (Ada Byron, Bo Diaz)", ["Ada Byron", "Bo Diaz"]),
    ],
)
def test_people_of_a_column_of_speakers(text: str, found: list[str]) -> None:
    assert [person.name for person in all_people(text)] == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Okonjo, Ngozi"], ["Ngozi Okonjo"]),
        (["Lê, Thị Hồng; Balakrishnan, Suresh"], ["Thị Hồng Lê; Suresh Balakrishnan"]),
        (["van der Poel, Femke", "all"], ["Femke van der Poel"]),
        (
            ["Molina Reyes, Ana", "Bell, Philippa (EMA); Popescu, Radu"],
            ["Ana Molina Reyes", "Philippa Bell (EMA); Radu Popescu"],
        ),
        (["Ada Byron, Stanford", "Bo Diaz, Leeds"], []),
        (["Byron, Stanford", "Diaz, Leeds"], []),
        (["Okonjo, Ngozi", "Ada Byron, Bo Diaz, Cy Li"], []),
    ],
)
def test_names_are_turned_where_all_have_the_family_first(texts: list[str], found: list[str]) -> None:
    assert list(turned(texts).values()) == found
