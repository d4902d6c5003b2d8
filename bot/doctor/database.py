"""What is wrong with a database, by how it was found. Pure."""

from collections.abc import Iterator

from bot.doctor.finding import Area, Finding, Severity

STATES = {
    "empty": (Severity.NOTE, "nothing is in the database yet", "nothing: the bot makes it when it starts"),
    "older": (
        Severity.WARNING,
        "the database's tables are of an older version",
        "start the bot: it brings them up to date",
    ),
    "newer": (Severity.PROBLEM, "the database's tables are of a newer version", "run that version of Usher, or update"),
}


def database_findings(state: str, refusal: str | None) -> Iterator[Finding]:
    """`refusal` is why nothing can be written to it."""
    if state in STATES:
        severity, problem, remedy = STATES[state]
        yield Finding(severity, Area.DATABASE, problem, remedy)
    if refusal is not None:
        remedy = "let the user that runs the bot write to it, and see that the disk is not full"
        yield Finding(Severity.PROBLEM, Area.DATABASE, f"the database cannot be written to ({refusal})", remedy)
