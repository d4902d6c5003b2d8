"""Questions that the bot could not answer, as organizers see them, and the form that they answer in. Pure."""

from bot.phrases import Phrase, Strong, Zones
from bot.slack.elements import Block, form, input_block, plain_text
from bot.slack.markup import mrkdwn
from bot.slack.render import UTC_ZONE, SlackMessage, cut_markup, phrase_message, section
from bot.store.questions import OpenQuestion

REPLY = "reply"
"""The action of the button that opens the form, whose value is the question's id, and the form's own callback."""
ANSWER = "answer"
"""The block and the field of the answer in the form."""
LONGEST_ANSWER = 2000
LONGEST_SHOWN = 2500


def question_message(question: OpenQuestion, event: str | None, answered_by: str | None = None) -> SlackMessage:
    """What nobody could answer, of which event, and a button to answer it; once answered, what was answered by whom."""
    of_event = f" about {event}" if event else ""
    asked: Phrase = (f"I was asked{of_event}, and did not know: ", Strong(question.text))
    if question.answer is None:
        return _with_button(asked, question, "Answer")
    by = f" (<@{answered_by}>)" if answered_by else ""
    message = _with_button(asked, question, "Change the answer")
    told = f"The answer is: {_shown((question.answer,))}{by}"
    return SlackMessage(f"{message.text}\n{told}", (message.blocks[0], section(told), *message.blocks[1:]))


def _with_button(phrase: Phrase, question: OpenQuestion, label: str) -> SlackMessage:
    message = phrase_message(phrase)
    button = {"type": "button", "action_id": REPLY, "value": str(question.id)}
    buttons: Block = {"type": "actions", "elements": [{**button, "text": plain_text(label)}]}
    return SlackMessage(message.text, (*message.blocks, buttons))


def reply_form(question: OpenQuestion) -> Block:
    """The modal; `private_metadata` is the question's id."""
    written = {"initial_value": question.answer[:LONGEST_ANSWER]} if question.answer else {}
    field = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_ANSWER, **written}
    told = "Those who asked are told, and so is whoever asks it again."
    blocks = [section(_shown((Strong(question.text),))), input_block(ANSWER, "Answer", field, hint=told)]
    return form(REPLY, str(question.id), "Answer a question", "Answer", blocks)


def answer_of(view: Block) -> str:
    """What was written into the form; nothing where it is blank."""
    return str(view["state"]["values"][ANSWER][ANSWER]["value"] or "").strip()


def reply_message(question: OpenQuestion, words: str) -> SlackMessage:
    """The organizers' answer, for those who asked."""
    return phrase_message((f"You asked: {question.text}\nThe organizers answer: ", words))


def _shown(phrase: Phrase) -> str:
    return cut_markup(mrkdwn(phrase, Zones(UTC_ZONE)), LONGEST_SHOWN)
