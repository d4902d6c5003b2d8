"""api.test, auth.test, team.info, apps.connections.open: the workspace itself and the way in."""

from bot.workspace.arguments import Arguments
from bot.workspace.errors import Json, RefusedError
from bot.workspace.registry import method
from bot.workspace.state import APP_ID, BOT_ID, DOMAIN, TEAM_ID, TEAM_NAME, State


@method("api.test", tier=4, optional="error foo", caller="anyone")
def api_test(_state: State, arguments: Arguments) -> Json:
    if "error" in arguments:
        raise RefusedError(arguments.text("error"))
    return {"args": {name: arguments.text(name) for name in sorted(arguments.names())}}


@method("auth.test", tier=None)
def auth_test(state: State, _arguments: Arguments) -> Json:
    return {
        "url": f"https://{DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "user": state.bot.name,
        "team_id": TEAM_ID,
        "user_id": state.bot.id,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("team.info", tier=3, scope="team:read", optional="team domain")
def team_info(_state: State, _arguments: Arguments) -> Json:
    return {"team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": DOMAIN, "email_domain": "", "icon": {}}}


@method("apps.connections.open", tier=1, caller="app")
def open_connection(state: State, _arguments: Arguments) -> Json:
    address = state.url.replace("http", "ws", 1)
    return {"url": f"{address}/link?ticket={state.tickets.link()}&app_id={APP_ID}"}
