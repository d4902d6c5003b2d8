"""The kind that a title tells."""

import pytest

from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind

TITLES = {
    "opening": """
        Opening
        Opening Remarks
        opening remarks by the chairs
        Welcome
        Welcome to MLSys
        Introduction
        Welcome and Introductions
        Introductory Remarks
        Welcome Address
    """,
    "keynote": """
        Keynote
        Keynote 2
        Keynote: Systems
        KEYNOTE – Systems
        Keynote Talk by Ada
        Opening Keynote
        Keynotes
        Keynote Speaker: Jeff Dean
    """,
    "invited talk": """
        Invited Talk
        Invited Speaker 1: Ed Chi
        Invited talks
        Invited Speaker
    """,
    "contributed talk": """
        Contributed Talks
        Contributed Talk 3: X
        Spotlights
        Lightning Talks
        Oral Session 2
    """,
    "panel": """
        Panel
        Panel Discussion
        Panel: What next?
        Panel on the future
        Closing Panel
    """,
    "posters": """
        Poster Session 1
        Posters
        Posters & Coffee
        Poster Session
        Poster Presentations
    """,
    "tutorial": """
        Tutorial
        Tutorial: JAX
        Tutorial 2 – JAX
        Tutorial on JAX
    """,
    "discussion": """
        Discussion
        Open Discussion
        Round Table
        Q&A
        Q & A
        Breakout Sessions
    """,
    "social": """
        Reception
        Welcome Reception
        Dinner
        Workshop Dinner
        Social Event
        Happy Hour
    """,
    "break": """
        Break
        Coffee Break
        Tea Break
        BREAK
        Break (15 min)
        Break 2
        Coffee
        Morning Break
        Coffee & Posters
        Short coffee break
        Break - back at 3
    """,
    "lunch": """
        Lunch
        Lunch Break
        "Lunch" Break / Live Interactions
        Lunch, posters
        Pick up lunch
        Lunch with the sponsors
        Lunch (on your own)
    """,
    "closing": """
        Closing
        Closing Remarks
        Concluding remarks
        Wrap-up
        Wrap up and awards
    """,
    "talk": """
        …
        Learning to Design Circuits
        Breaking News: Types
        Panelist selection by RL
        Keynotes of music
        Lunchtime reading of GPUs
        Break-even points of LLM serving
        Breaking the memory wall
        Break the wall
        Opening the black box
        Closing the loop
        Introduction to JAX
        Panel data and transformers
        Social networks at scale
        Posterior sampling
        Coffeescript
        Lunch's over
        Discussion of nothing
        Welcome home
        Teaching systems
        Tutorials' limits
        Fast coffee
        Lunch talk: X
    """,
}
CASES = [(title.strip(), kind) for kind, titles in TITLES.items() for title in titles.strip().splitlines()]


@pytest.mark.parametrize(("title", "kind"), CASES)
def test_kind_of_title(title: str, kind: str) -> None:
    assert kind_of_title(title).value == kind


def test_no_title_tells_no_kind() -> None:
    assert kind_of_title("") is Kind.TALK
