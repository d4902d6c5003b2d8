"""Files written whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4

from bot.errors import UsherError


def write_whole(target: Path, text: str, *, force: bool, remedy: str = "name another file with -o") -> None:
    """Write a file whole or not at all; raises UsherError where one is there already, unless `force`.

    `remedy` is what whoever asked can do where it cannot be written.
    """
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with part.open("x", encoding="utf-8") as file:
            file.write(text)
        if force:
            part.replace(target)
        else:
            os.link(part, target)  # which fails where the target is there, even since a moment ago
    except FileExistsError:
        raise UsherError(
            f"{target}: is there already; name another file with -o, or overwrite it with --force"
        ) from None
    except OSError as error:
        raise UsherError(f"{target}: cannot be written ({error.strerror}); {remedy}") from None
    finally:
        part.unlink(missing_ok=True)
