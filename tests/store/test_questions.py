"""Questions without an answer: one row for each, however many ask it; posted once; answered to all who wait."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.store.questions import OpenQuestion, Questions

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def noted(questions: Questions, text: str, user: str = "U1") -> OpenQuestion:
    return questions.note("event", text.lower(), text, user, NOW)


def test_note_keeps_a_question_once_in_its_first_words(engine: Engine) -> None:
    questions = Questions(engine, "T1")
    first, again = noted(questions, "Wifi?"), noted(questions, "wifi?", "U2")
    assert first == again == OpenQuestion(first.id, "event", "Wifi?", "", "", None)
    assert noted(Questions(engine, "T2"), "wifi?").id != first.id


def test_posting_is_claimed_by_one_until_it_is_done_or_takes_too_long(engine: Engine) -> None:
    questions = Questions(engine, "T1")
    question = noted(questions, "Wifi?")
    later = NOW + timedelta(minutes=2)
    claims = [questions.claim_posting(question.id, now) for now in (NOW, NOW, later)]
    questions.mark_posted(question.id, "C1", "1.2")
    assert [*claims, questions.claim_posting(question.id, later + timedelta(hours=1))] == [
        *(True, False, True),
        False,
    ]
    assert questions.get(question.id) == OpenQuestion(question.id, "event", "Wifi?", "C1", "1.2", None)


def test_answer_tells_who_waits_and_stays(engine: Engine) -> None:
    questions = Questions(engine, "T1")
    question = noted(questions, "Wifi?")
    noted(questions, "wifi?", "U2")
    noted(questions, "Parking?", "U3")
    questions.answer(question.id, "eduroam")
    assert sorted(questions.take_waiting(question.id)) == ["U1", "U2"]
    questions.answer(question.id, "guest")
    assert questions.take_waiting(question.id) == ()
    assert questions.answered() == (OpenQuestion(question.id, "event", "Wifi?", "", "", "guest"),)
    assert Questions(engine, "T2").answered() == ()
