"""What Slack's client says beneath a modal's inputs before the app hears of them. Pure."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from bot.workspace.blocks import elements_of
from bot.workspace.errors import Json
from bot.workspace.inputs import answer_in

REQUIRED = "Please complete this required field."


def objections(blocks: list[Json], values: Json) -> Json:
    """Words by block_id; {} where all inputs are fit to be sent."""
    found: Json = {}
    for block, element in elements_of(blocks):
        if block["type"] == "input":
            answer = answer_in(values, block, element)
            words = _objection(element, answer) if answer else None if block.get("optional") else REQUIRED
            if words:
                found[block["block_id"]] = words
    return found


def _objection(element: Json, answer: object) -> str | None:
    return CHECKS.get(element["type"], _count)(element, answer)


def _length(element: Json, answer: object) -> str | None:
    length = len(str(answer))
    shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
    if length < shortest:
        return f"Please enter at least {shortest} characters."
    return f"Please enter at most {longest} characters." if length > longest else None


def _number(element: Json, answer: object) -> str | None:
    try:
        number = Decimal(str(answer))
    except InvalidOperation:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Please enter {least} or more."
    return f"Please enter {most} or less." if most is not None and number > Decimal(most) else None


def _matching(pattern: str, words: str) -> Callable[[Json, object], str | None]:
    return lambda _element, answer: None if re.fullmatch(pattern, str(answer)) else words


def _count(element: Json, answer: object) -> str | None:
    most = element.get("max_selected_items", 100)
    return f"Please choose at most {most}." if isinstance(answer, list) and len(answer) > most else None


CHECKS: Mapping[str, Callable[[Json, object], str | None]] = {
    "plain_text_input": _length,
    "number_input": _number,
    "email_text_input": _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "Please enter an email address."),
    "url_text_input": _matching(r"https?://\S+", "Please enter a URL, such as https://example.org"),
}
