"""Answers about the whole event: its bounds, its people, its clock; help and small talk."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.phrases import Hyperlink, Moment, Phrase, Strong
from bot.questions.answer import Answer
from bot.questions.compose import Asked, ending, is_over, listing, opening, recordings, state_of_event, tries
from bot.questions.question import Aspect, Talk
from bot.schedule.model import Person
from bot.wording import duration, joined, links, names

FEW_NAMED = 5
"""People whose affiliations are named with them."""

MOST_NAMED = 20
"""People whose names one sentence holds."""


def going_on(asked: Asked) -> Phrase:
    """Since when and until when the event is on."""
    title = asked.schedule.title
    if asked.entities.whole.last is None:
        return (f"{title} is an archive: its sessions have no dates.",)
    opens = asked.entities.whole.opens
    verb = "opens" if opens and opens > asked.now else "opened"
    return (f"{title} {verb} ", *opening(asked), "; ", *ending(asked, past=is_over(asked)), ".")


def event_end(asked: Asked) -> Answer:
    """When the event ends, and in how long."""
    last = asked.entities.whole.last
    if last is None:
        return listing(asked, going_on(asked))
    if is_over(asked):
        return listing(asked, state_of_event(asked)[0], choices=recordings(asked))
    if last.start is None or last.end is None:
        return listing(asked, (f"{asked.schedule.title}: ", *ending(asked, past=False), "."))
    in_time = duration(last.end - asked.now)
    return listing(asked, (f"{asked.schedule.title} ends in {in_time}, ", Moment(last.end, with_day=True), "."))


def several(people: tuple[Person, ...]) -> str:
    shown = names(people[:MOST_NAMED], with_affiliation=len(people) <= FEW_NAMED)
    return shown if len(people) <= MOST_NAMED else f"{shown} and {len(people) - MOST_NAMED} more"


def unique(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.name: person for person in people}.values())


def everybody(asked: Asked) -> Answer:
    people = asked.entities.speakers
    if not people:
        return listing(asked, ("The schedule names no speakers.",))
    verb = "person speaks" if len(people) == 1 else "people speak"
    return listing(asked, (f"{len(people)} {verb} at {asked.schedule.title}: {several(people)}.",))


def organizers(asked: Asked) -> Answer:
    people = asked.schedule.organizers
    if people:
        verb = "organizes" if len(people) == 1 else "organize"
        return listing(asked, (f"{_with_roles(people)} {verb} {asked.schedule.title}.",))
    email = tuple(link for link in asked.schedule.links if link.kind == "email")
    contact: tuple[Phrase, ...] = ((("Contact: ", Hyperlink("email", email[0].url))),) if email else ()
    return listing(asked, (f"The schedule does not say who organizes {asked.schedule.title}.",), notes=contact)


def hosts(asked: Asked) -> Answer:
    people = asked.schedule.hosts
    if people:
        verb = "hosts" if len(people) == 1 else "host"
        return listing(asked, (f"{_with_roles(people)} {verb} {asked.schedule.title}.",))
    return organizers(asked) if asked.schedule.organizers else listing(asked, ("The schedule names no hosts.",))


def _with_roles(people: tuple[Person, ...]) -> str:
    return joined(
        f"{person.name}{f' ({told})' if (told := person.role or person.affiliation) else ''}" for person in people
    )


def clock(asked: Asked) -> Answer:
    where = asked.schedule.venue or asked.schedule.title
    return listing(asked, ("It is ", Moment(asked.now, with_day=True), f" at {where} ({asked.schedule.timezone.key})."))


def event(asked: Asked) -> Answer:
    schedule = asked.schedule
    where = f", {schedule.venue}" if schedule.venue else ""
    told: tuple[Phrase, ...] = ((schedule.description,),) if schedule.description else ()
    addresses: tuple[Phrase, ...] = (links(schedule.links),) if schedule.links else ()
    state = state_of_event(asked) or (going_on(asked),)
    return listing(asked, (Strong(schedule.title), where, "."), notes=(*told, *state, *addresses))


HELP = "Ask me about the schedule in your own words: what is on, when, where, who speaks, a name, a topic."


def help_answer(asked: Asked | None) -> Answer:
    """What can be asked, with three questions to try."""
    examples = (
        "For example: “what’s next?”, “what’s on tomorrow afternoon?”, “when is lunch?”, “what’s after the panel?”, "
        "“anything about compilers?”, “how long until the keynote?”, “slides of …”."
    )
    return Answer((HELP,), notes=((examples,),), choices=tries(asked), schedule=asked.schedule if asked else None)


SMALL_TALK = {
    Talk.GREETING: "Hello! I know the schedule. Try one of these:",
    Talk.THANKS: "You are welcome! If you like, try one of these:",
    Talk.FAREWELL: "See you! If anything else comes up, try one of these:",
}


def small_talk(talk: Talk | None, asked: Asked | None) -> Answer:
    """A kind word, and three things to try."""
    headline = SMALL_TALK[talk] if talk else "I am happy to help, but I did not understand that. Try one of these:"
    schedule = asked.schedule if asked else None
    return Answer((headline,), choices=tries(asked), schedule=schedule, unanswered=talk is None)


ABOUT_EVENT: dict[Aspect, Callable[[Asked], Answer]] = {
    Aspect.ORGANIZERS: organizers,
    Aspect.HOSTS: hosts,
    Aspect.CLOCK: clock,
    Aspect.EVENT: event,
    Aspect.HELP: help_answer,
}
"""What is asked of an event, whatever sessions are named."""
