from bot.importing.readers import markdown
from bot.importing.rows import Heading, Text


def test_table_whose_head_stands_apart_from_it_is_read_as_lines() -> None:
    lines = [
        "| 9:00 | Opening | Plenary | Luz Quiceno |",
        "| Time | Name | Type | Hosts |",
        "| --- | --- | --- | --- |",
        "| 9:15 | Maps | Keynote | Isabel Barrera |",
    ]
    blocks = markdown.read("{}\n\n{}\n\n{}\n{}\n".format(*lines)).blocks
    assert [block.content.text for block in blocks if isinstance(block, (Heading, Text))] == lines
