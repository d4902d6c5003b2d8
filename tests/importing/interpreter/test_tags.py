"""What plain text says beside titles, told from the lines of all entries."""

from bot.importing.interpreter import tags
from bot.importing.interpreter.slots import Piece, Slot
from bot.importing.rows import Line, Run


def test_a_first_line_without_words_beside_a_time_is_left_as_it_is() -> None:
    pieces = [Piece(Line((), 3), None, ()), Piece(Line((Run("A harbour that hums"),), 4), None, ())]
    slot = Slot(3, 1, pieces=list(pieces))
    tags.told([slot])
    assert slot.pieces == pieces
