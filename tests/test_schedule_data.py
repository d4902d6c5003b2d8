"""The five files of schedule_data/: what their pages say, all of it."""

from datetime import date
from pathlib import Path

import pytest

from bot.files.check import report
from bot.files.read import read_file
from bot.schedule.kinds import kind_of_title
from bot.schedule.model import Kind, Schedule, Session

SCHEDULES = Path(__file__).parent.parent / "schedule_data"

PROGRAMMES = {
    "mlforsystems-2018": """
        09:00 Opening Remarks
        09:10 A Crash Course in Stochastic Program Optimization
        09:35 Efficient deep learning computing: a learning-based approach
        10:00 Poster Session 1
        11:00 Neural Inference of API Functions from Input–Output Examples
        11:15 Placeto: Efficient Progressive Device Placement Optimization
        11:30 Iroko: A Framework to Prototype Reinforcement Learning for Data Center Traffic Control
        11:45 ML for ML: Machine Learning to drive Moore's Law
        12:10 Lunch Break
        13:45 Machine Learning for resource management in Distributed Systems
        14:10 Learning to Optimize Tensor Programs
        14:25 Learning to Design Circuits
        14:40 ReLeQ: A Reinforcement Learning Approach for Deep Quantization of Neural Networks
        14:55 Poster Session 2
        16:00 Learning to Optimize SQL Joins With Deep Reinforcement Learning
        16:25 Machine Learning for Systems
        16:50 Panel Discussion
        17:50 Closing Remarks
    """,
    "mlforsystems-2020": """
        09:00 Opening Remarks
        09:15 Invited Speaker 1: Christina Delimitrou
        09:50 Invited Speaker 2: Ed Chi
        10:25 Break
        10:40 Contributed Talks
        11:30 Invited Speaker 3: Bryan Catanzaro
        12:05 "Lunch" Break / Live Interactions
        13:00 Contributed Talks
        13:50 Invited Speaker 4: Benoit Steiner
        14:25 Contributed Talks
        15:15 Break
        15:30 Invited Speaker 5: Justin Gottschlich
        16:05 Contributed Talks
        17:05 Invited Speaker 6: Kunle Olukotun
        17:40 Closing
    """,
    "mlsys-2018": """
        09:00 Opening remarks
        09:10 Accelerated Computing for AI
        09:40 Fashionable Modeling with Flux
        10:00 Model Assertions for Debugging Machine Learning
        10:20 Poster Introduction
        10:35 Posters & Coffee
        11:40 BREAKING NEWS: Types Found to Be Underrated
        12:10 Parallel Training of Linear Models Without Compromising Convergence
        12:30 Pick up lunch
        12:50 Open Source Software Showcase
        14:55 Posters & Coffee
        15:40 Infrastructure and Systems for Applied Machine Learning at Facebook
        16:10 Accelerating Deep Learning Workloads Through Efficient Multi-Model Execution
        16:30 Rethinking Floating Point for Deep Learning
        16:50 A Case for Serverless Machine Learning
        17:10 Closing remarks
    """,
    "mlforsystems-2023": """
        09:00 Opening Remarks
        09:05 Special Speaker: William Dally
        09:55 Break
        10:00 Programming Languages Challenges in Large Scale Machine Learning
        10:55 Coffee Break
        11:10 VMR2L: Virtual Machines Rescheduling Using Reinforcement Learning in Data Centers
        11:20 ZeRO++: Extremely Efficient Collective Communication for Large Model Training
        11:30 Poster Session 1
        12:30 Lunch
        13:30 Leveraging Sparsity in Efficient Training, Inference, and Transfer
        13:50 Invited Speaker
        14:10 Tea Break
        14:30 On the Promise and Challenges of Foundation Models for Learning-based Cloud Systems Management
        14:40 Predicting User Experience on Laptops from Hardware Specifications
        14:50 Poster Session 2
        15:50 Tea Break
        16:00 Competition Track Highlights
        16:15 Competition Winner Talks
        16:50 Competition Q&A
    """,
}
DAYS = {
    "mlforsystems-2018": (date(2018, 12, 8), "America/Toronto"),
    "mlforsystems-2020": (date(2020, 12, 12), "America/Los_Angeles"),
    "mlsys-2018": (date(2018, 12, 7), "America/Toronto"),
    "mlforsystems-2023": (date(2023, 12, 16), "America/Chicago"),
}
COUNTS = {
    "mlforsystems-2018": "18 sessions, 1 day, America/Toronto",
    "mlforsystems-2020": "15 sessions, 17 nested talks, 1 day, America/Los_Angeles",
    "mlforsystems-2023": "19 sessions, 1 day, America/Chicago",
    "mlsys-2018": "16 sessions, 10 nested talks, 6 sections, 5 chairs, 1 day, America/Toronto",
    "stanford-mlsys-seminar": (
        "86 sessions, 3 sections, 20 days, 20 sessions without a time, 66 archive entries, America/Los_Angeles"
    ),
}
SEMINAR_DAYS = """
    2023-01-11 2023-01-18 2023-01-25 2023-01-30 2023-02-01 2023-02-08 2023-02-13 2023-02-15 2023-02-22 2023-02-27
    2023-03-01 2023-03-06 2023-03-08 2023-10-09 2023-10-16 2023-10-23 2023-10-30 2023-11-06 2023-11-27 2023-12-04
"""


def schedule(event: str) -> Schedule:
    return read_file(SCHEDULES / f"{event}.yaml").schedule


def titled(event: str, title: str) -> Session:
    (found,) = (entry for entry in schedule(event).entries() if entry.title == title)
    return found


def local_end(event: str, title: str) -> str | None:
    found = titled(event, title)
    return found.end and f"{schedule(event).local(found.end):%H:%M}"


def test_every_file_is_good_and_without_doubts() -> None:
    files = tuple(f"{SCHEDULES / event}.yaml: good: {counts}" for event, counts in COUNTS.items())
    untold = "channels not compared with Slack's: SLACK_BOT_TOKEN is not set"
    assert report([SCHEDULES], None) == ((*files, untold), True)


@pytest.mark.parametrize("event", PROGRAMMES)
def test_programme(event: str) -> None:
    held = schedule(event)
    rows = [f"{held.local(session.start):%H:%M} {session.title}" for session in held.sessions if session.start]
    assert rows == [line.strip() for line in PROGRAMMES[event].strip().splitlines()]
    assert (held.dates(), held.timezone.key) == ((DAYS[event][0],), DAYS[event][1])
    assert len(rows) == len(held.sessions)


@pytest.mark.parametrize(
    ("event", "title", "end"),
    [
        ("mlforsystems-2018", "Closing Remarks", "18:00"),
        ("mlforsystems-2018", "Lunch Break", "13:45"),
        ("mlforsystems-2020", "Closing", None),
        ("mlforsystems-2023", "Lunch", "13:30"),
        ("mlforsystems-2023", "Competition Q&A", "17:00"),
        ("mlsys-2018", "Pick up lunch", "12:45"),
        ("mlsys-2018", "Open Source Software Showcase", "14:55"),
    ],
)
def test_end(event: str, title: str, end: str | None) -> None:
    assert local_end(event, title) == end


def test_nested_talks_of_mlforsystems_2020() -> None:
    nested = {session.id: len(session.talks) for session in schedule("mlforsystems-2020").sessions if session.talks}
    assert nested == {f"contributed-talks-{number}": 4 + number // 4 for number in range(1, 5)}


def test_showcase_of_mlsys_2018() -> None:
    talks = titled("mlsys-2018", "Open Source Software Showcase").talks
    assert [(talk.title, [(person.name, person.affiliation) for person in talk.speakers]) for talk in talks] == [
        ("TensorFlow", [("Rajat Monga", "Google")]),
        ("PyTorch", [("Soumith Chintala", "Facebook")]),
        ("Keras", [("François Chollet", "Google")]),
        ("MXNet", [("Alex Smola", "Amazon")]),
        ("Chainer", [("Seiya Tokui", "Preferred Networks")]),
        ("Ray", [("Robert Nishihara", "University of California, Berkeley")]),
        ("TVM and VTA", [("Tianqi Chen", "University of Washington"), ("Thierry Moreau", "University of Washington")]),
        ("CoreML", [("Gaurav Kapoor", "Apple")]),
        ("ML.NET", [("Markus Weimer", "Microsoft")]),
        ("MLFlow", [("Matei Zaharia", "Databricks and Stanford")]),
    ]
    assert all([link.kind for link in talk.links] == ["open-source"] for talk in talks)


def test_sections_and_chairs_of_mlsys_2018() -> None:
    sessions = schedule("mlsys-2018").sessions
    chairs = {session.section: [person.name for person in session.chairs] for session in sessions if session.section}
    assert chairs == {
        "Session 1: ML Programmability": ["Sarah Bird"],
        "Session 2: Morning Poster Session": ["Siddhartha Sen"],
        "Session 3: Large-scale ML": ["Joseph Gonzalez"],
        "Session 4: Open Source Software Showcase with Catered Lunch": ["Dan Crankshaw"],
        "Session 5: Afternoon Poster Session": [],
        "Session 6: Rethinking ML Infrastructure": ["Aparna Lakshmi Ratan"],
    }


def test_seminar_has_dates_and_no_times() -> None:
    sessions = schedule("stanford-mlsys-seminar").sessions
    dated = [session for session in sessions if session.date]
    assert [str(session.date) for session in dated] == SEMINAR_DAYS.split()
    assert {(session.start, session.end) for session in sessions} == {(None, None)}
    assert {session.section for session in sessions if session.is_archived} == {"Previous Talks"}
    assert len(sessions) - len(dated) == 66


def test_seminar_speaker_has_the_affiliation_of_each_talk() -> None:
    held = schedule("stanford-mlsys-seminar")
    found = {
        name: [person.affiliation for session in held.sessions for person in session.speakers if person.name == name]
        for name in ("Deepak Narayanan", "Travis Addair", "Dan Fu")
    }
    assert found == {
        "Deepak Narayanan": ["Nvidia", "Microsoft Research"],
        "Travis Addair": ["Predibase", "Uber"],
        "Dan Fu": ["Stanford, Together", "Stanford University"],
    }
    assert {person.name: person.affiliation for person in held.people if person.name in found} == {
        "Deepak Narayanan": "Nvidia",
        "Travis Addair": "Predibase",
        "Dan Fu": "Stanford, Together",
    }


@pytest.mark.parametrize("event", COUNTS)
def test_kinds_are_those_that_titles_tell(event: str) -> None:
    """A title that tells of a break, and is none, or the other way round, would bend the reminders of breaks."""
    entries = schedule(event).entries()
    assert {entry.title for entry in entries if kind_of_title(entry.title).is_break != entry.kind.is_break} == set()


def test_kinds_of_a_day() -> None:
    kinds = [session.kind for session in schedule("mlforsystems-2018").sessions]
    assert (kinds[0], kinds[8], kinds[15], kinds[16], kinds[17]) == (
        Kind.OPENING,
        Kind.LUNCH,
        Kind.KEYNOTE,
        Kind.PANEL,
        Kind.CLOSING,
    )
