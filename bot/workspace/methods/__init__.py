"""The Web API's methods by family; importing this package fills the table of `registry`."""

from bot.workspace.methods import assistant, chat, conversations, extras, files, scheduling, team, users, views

__all__ = ["assistant", "chat", "conversations", "extras", "files", "scheduling", "team", "users", "views"]
