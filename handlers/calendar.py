"""Calendars: the buttons that send a file, and those that make, renew and revoke a private link."""

from slack_bolt import App

from bot.services import Services
from bot.slack.calendar import LINK, MINE, RENEW, REVOKE, WHOLE
from bot.slack.client import answering
from bot.slack.stars import refs_of
from bot.slack.to_calendar import ONE


def register(app: App, services: Services) -> None:
    desk = services.calendars
    app.action(MINE)(answering(lambda user, _: desk.send_mine(user)))
    app.action(WHOLE)(answering(desk.send_whole))
    app.action(ONE)(answering(lambda user, value: desk.send_some(user, refs_of(value))))
    app.action(LINK)(answering(lambda user, _: desk.link(user)))
    app.action(RENEW)(answering(lambda user, _: desk.renew_link(user)))
    app.action(REVOKE)(answering(lambda user, _: desk.revoke_link(user)))
