"""What a check of files asks Slack: which channels the bot is in."""

from collections.abc import Mapping

from bot.settings import SLACK_API_URL


def channels_known(environment: Mapping[str, str]) -> frozenset[str] | None:
    """The bot's channels as `#name`; None where no token is set. Raises SlackRefusedError where Slack refuses it."""
    token = environment.get("SLACK_BOT_TOKEN")
    if not token:
        return None
    from bot.slack.client import identity, web_client
    from bot.slack.directory import Directory

    client = web_client(token, environment.get("USHER_SLACK_API_URL") or SLACK_API_URL, answers=True)
    identity(client)
    return Directory(client).channels()
