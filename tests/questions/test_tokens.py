import pytest

from bot.questions.tokens import LONGEST, words_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("What's next?", ["what", "next"]),
        ("Jeff Dean’s talk", ["jeff", "dean", "talk"]),
        ("François Chollet", ["francois", "chollet"]),
        ("at 2:30 p.m., 10/16", ["at", "2:30", "pm", "10/16"]),
        ("k-bit Q&A", ["k", "bit", "q", "a"]),
        ("<@U123> hi :wave:", ["hi"]),
        ("", []),
        ("🎉 … !", []),
    ],
)
def test_words_are_folded(text: str, tokens: list[str]) -> None:
    assert [token.word for token in words_of(text).tokens] == tokens


def test_what_was_said_is_kept_as_typed() -> None:
    words = words_of("when is  Jeff   DEAN, please")
    assert (words.said(2, 4), words.text[slice(*words.span(2, 4))]) == ("Jeff   DEAN", "Jeff   DEAN")


def test_long_text_is_cut() -> None:
    assert len(words_of("word " * 1000).tokens) == LONGEST // 5
