"""What attendees ask for in words, and what these words name in the programme."""

import re
from dataclasses import dataclass, replace

from bot.concierge.people import People
from bot.questions.answer import Answer
from bot.questions.question import Mention, Sort
from bot.schedule.names import fold
from bot.slack.render import SlackMessage, private_answer


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for in a conversation that may be about a schedule."""

    user: str
    schedule_id: str | None


def found_in_words(people: People, words: str, request: Request) -> Answer:
    """What the words mean to the guide, all of it."""
    now, reader = people.now(), people.reader(request.user)
    return people.programme.guide.ask(words, now=now, reader=reader, preferred=request.schedule_id, page=None)


def which_is_meant(people: People, found: Answer, verb: str, words: str, request: Request) -> SlackMessage:
    """The answer of the guide, which found nothing or asks which is meant; its buttons do what was told."""
    same = (one for one in found.choices if fold(one.question) == fold(words))
    choices = tuple(replace(one, question=f"{verb} {one.question}") for one in same) or found.choices
    told = replace(found, choices=choices, unanswered=False)
    return private_answer(told, people.reader(request.user))


def mentioned(people: People, words: str, request: Request) -> Mention | None:
    """Who or what the words name first."""
    return people.programme.guide.mentioned(words, now=people.now(), preferred=request.schedule_id)


def parts_of(words: str) -> tuple[str, ...]:
    """What "lunch, the panel & Jeff Dean" names, one by one."""
    return tuple(part for part in re.split(r",? (?:and|&) |, ", words) if part)


def is_title(people: People, words: str, request: Request) -> bool:
    """Whether all of the words stand in one title."""
    mention = mentioned(people, words, request)
    return (
        mention is not None
        and mention.sort is Sort.TITLE
        and set(fold(words).split()) <= set(fold(mention.label).split())
    )
