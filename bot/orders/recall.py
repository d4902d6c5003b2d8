"""Which of the changes that are in force an organizer means by "the delay", "the cancellation of lunch". Pure."""

from __future__ import annotations

from bot.schedule.names import fold

SUMMARY_WORDS = {
    **dict.fromkeys(("delay", "delays", "delayed", "postponement", "lateness"), "late"),
    **dict.fromkeys(("cancel", "cancels", "canceled", "cancelling", "cancellation"), "cancelled"),
    **dict.fromkeys(("move", "moved", "moving"), "moves"),
    **dict.fromkeys(("swapping", "swapped", "exchange", "switch"), "swap"),
    **dict.fromkeys(("rename", "renaming", "title"), "called"),
    **dict.fromkeys(("replace", "replacement", "replacing", "replaced"), "speaks"),
    **dict.fromkeys(("add", "addition", "adding"), "added"),
}
"""What a change is called, and the word by which its summary tells it."""
FILLING = frozenset({"the", "of", "a", "an", "for", "to", "in", "with", "our", "last", "latest", "change", "changes"})


def recalled(what: str, summary: str) -> bool:
    """Whether the words may mean the change that is summed up so."""
    said = {SUMMARY_WORDS.get(word, word) for word in fold(what).split()} - FILLING
    return said <= set(fold(summary).split())
