"""The errors that Usher tells people about: each says where, what, the value and the remedy.

They are turned into words in three places only: `bot.cli`, the Bolt error handler of `bot.listening`, and
`bot.imports.intake` for what fails after its listener has ended.
"""

from dataclasses import dataclass


class UsherError(Exception):
    """A failure whose message is written for the person who can mend it."""


def words_of(error: BaseException) -> str:
    """What whoever waits is told of it."""
    return str(error) if isinstance(error, UsherError) else "Sorry, something went wrong here. Please ask again."


class SettingsError(UsherError):
    """A setting of the environment is missing or unusable."""


class SlackRefusedError(UsherError):
    """Slack refused what the bot needs in order to run at all."""


class NotAllowedError(UsherError):
    """Somebody did what they may not, or what is no longer there to be done."""


class OrderError(UsherError):
    """An order of an organizer that means nothing that can be done."""


class StoreError(UsherError):
    """The database cannot be reached or is not ours."""


class FetchError(UsherError):
    """An address that cannot be fetched, or may not be; the message names it without name, password and query."""


class PrivateAddressError(FetchError):
    """An address of another network than the public internet; the message tells which, to whoever runs the bot."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong (or doubtful) in a file: its 1-based line, the place in the document, and what to do."""

    line: int
    where: str
    problem: str

    def in_file(self, name: str) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{name}:{self.line}: {place}{self.problem}"


class ScheduleFileError(UsherError):
    """A schedule file that cannot be used, with every fault found in it, by line."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        self.name = name
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(fault.in_file(name) for fault in self.faults))
