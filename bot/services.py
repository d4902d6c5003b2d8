"""What the handlers may use."""

from dataclasses import dataclass

from bot.desk import Desk
from bot.slack.directory import Directory


@dataclass(frozen=True, slots=True)
class Services:
    desk: Desk
    directory: Directory
