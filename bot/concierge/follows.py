"""Whom and what attendees follow, by a button or in words that the guide looks up."""

from dataclasses import dataclass
from datetime import datetime

from bot.agenda.attendee import Attendee, Follow, Sort
from bot.commands.command import Following
from bot.concierge.people import People
from bot.concierge.request import Request, mentioned, parts_of
from bot.concierge.stars import ALL_OF_IT
from bot.questions.answer import Answer, Choice
from bot.questions.question import Mention
from bot.questions.question import Sort as MentionSort
from bot.schedule.names import fold
from bot.slack.agenda import follow_of, followed_message, message, unfollowed_message
from bot.slack.render import SlackMessage, private_answer

WHOM = "Whom or what? Write for example “follow Jeff Dean” or “follow compilers”."
EVERYBODY = ALL_OF_IT | {"everyone", "everybody", "anyone", "all follows", "all my follows"}


@dataclass(frozen=True, slots=True)
class FollowDesk:
    people: People

    def carry_out(self, told: Following, request: Request) -> SlackMessage:
        if not told.on:
            return self._unfollow_in_words(told.words, request)
        if not told.words:
            return message((WHOM,))
        named = self._named(told.words, request)
        unsure = next((mention for _, mention in named if mention and len(mention.people) > 1), None)
        if unsure:
            others = (words for words, mention in named if mention is not unsure)
            return self._ask_whom(unsure, tuple(others), request)
        return self.follow(request.user, *(_follow(words, mention, self.people.now()) for words, mention in named))

    def by_button(self, user: str, value: str, *, on: bool) -> SlackMessage:
        follow = follow_of(value, self.people.now())
        return self.follow(user, follow) if on else self.unfollow(user, follow)

    def follow(self, user: str, *follows: Follow) -> SlackMessage:
        known = self.people.attendee(user)
        before, is_first = self.people.starred(known), not (known.stars or known.follows)
        for follow in follows:
            self.people.kept.follow(user, follow)
        after = self.people.plan(user)
        new = tuple(item for item in self.people.agenda(after).items if item.ref not in before)
        return followed_message(follows, new, after, self.people.now(), is_first=is_first)

    def unfollow(self, user: str, *follows: Follow) -> SlackMessage:
        for follow in follows:
            self.people.kept.unfollow(user, follow)
        self.people.plan(user)
        return unfollowed_message(follows)

    def _named(self, words: str, request: Request) -> tuple[tuple[str, Mention | None], ...]:
        """What "Jeff Dean and compilers" name each, where each is known; else what they name together."""
        parts = parts_of(words)
        each = tuple((part, mentioned(self.people, part, request)) for part in parts)
        if len(parts) > 1 and all(mention for _, mention in each):
            return each
        return ((words, mentioned(self.people, words, request)),)

    def _ask_whom(self, mention: Mention, others: tuple[str, ...], request: Request) -> SlackMessage:
        choices = tuple(
            Choice(one.name, f"follow {', '.join((*others, one.name))}", request.schedule_id) for one in mention.people
        )
        asked = Answer((f"Several are called “{mention.said}”. Whom do you mean?",), choices=choices)
        return private_answer(asked, self.people.reader(request.user))

    def _unfollow_in_words(self, words: str, request: Request) -> SlackMessage:
        attendee = self.people.attendee(request.user)
        meant = self._followed(words, attendee, request)
        if not meant:
            named = ", ".join(one.name for one in attendee.follows) or "nobody and nothing"
            said = f"You do not follow “{words}”; you" if words else "Whom or what? You"
            return private_answer(Answer((f"{said} follow {named}.",)), None)
        return self.unfollow(request.user, *meant)

    def _followed(self, words: str, attendee: Attendee, request: Request) -> tuple[Follow, ...]:
        """Those of their follows that the words name: as they are called, or as the guide understands them."""
        if fold(words) in EVERYBODY:
            return attendee.follows
        each = self._named(words, request) if words else ()
        called = {fold(words), *(fold(mention.label if mention else said) for said, mention in each)}
        return tuple(one for one in attendee.follows if fold(one.name) in called)


def _follow(words: str, mention: Mention | None, now: datetime) -> Follow:
    """Of whom the schedule knows, or else of what was written: a name where each word is capital, a topic if not."""
    if mention and mention.sort is MentionSort.PERSON and mention.people:
        return Follow(Sort.SPEAKER, mention.people[0].name, now)
    if mention:
        return Follow(Sort.TOPIC, mention.label, now)
    is_name = " " in words and all(word[:1].isupper() for word in words.split())
    return Follow(Sort.SPEAKER if is_name else Sort.TOPIC, words, now)
