"""users.*, usergroups.*, bots.info: who there is."""

from bot.workspace.arguments import Arguments, page
from bot.workspace.errors import Json, RefusedError
from bot.workspace.permissions import required_user
from bot.workspace.registry import method
from bot.workspace.state import BOT_ID, TEAM_ID, State
from bot.workspace.values import User, UserGroup


@method("users.info", tier=4, scope="users:read", required="user", optional="include_locale")
def info(state: State, arguments: Arguments) -> Json:
    return {"user": _json(state, required_user(state, arguments.text("user")))}


@method("users.list", tier=2, scope="users:read", optional="cursor limit include_locale")
def list_users(state: State, arguments: Arguments) -> Json:
    """Everybody at once unless a limit is given, as Slack does; above 1000 it refuses."""
    everybody = state.directory.users
    if "limit" not in arguments and len(everybody) > 1000:  # noqa: PLR2004 - the API's own figure
        raise RefusedError("limit_required")
    part, metadata = page(everybody, lambda user: user.id, arguments, default=1000, most=1000)
    body: Json = {"members": [_json(state, user) for user in part], "cache_ts": state.now_seconds()}
    return {**body, "response_metadata": metadata}


@method("users.lookupByEmail", tier=3, scope="users:read.email", required="email")
def look_up_by_email(state: State, arguments: Arguments) -> Json:
    """Slack does not find deactivated accounts by this."""
    active = (user for user in state.directory.users if not user.deleted and not user.is_bot)
    found = next((user for user in active if _email(user) == arguments.text("email").lower()), None)
    if found is None:
        raise RefusedError("users_not_found")
    return {"user": _json(state, found)}


@method("bots.info", tier=3, scope="users:read", optional="bot")
def bot_info(state: State, arguments: Arguments) -> Json:
    if arguments.text("bot", BOT_ID) != BOT_ID:
        raise RefusedError("bot_not_found")
    return {"bot": state.bot_json()}


@method("usergroups.list", tier=2, scope="usergroups:read", optional="include_count include_disabled include_users")
def list_groups(state: State, arguments: Arguments) -> Json:
    with_users = arguments.flag("include_users")
    return {"usergroups": [_group_json(group, with_users=with_users) for group in state.directory.groups.values()]}


@method("usergroups.users.list", tier=2, scope="usergroups:read", required="usergroup", optional="include_disabled")
def group_users(state: State, arguments: Arguments) -> Json:
    group = state.directory.groups.get(arguments.text("usergroup"))
    if group is None:
        raise RefusedError("no_such_subteam")
    return {"users": list(group.users)}


def _json(state: State, user: User) -> Json:
    body = user.json(TEAM_ID, state.clock.now())
    if "users:read.email" in state.manifest.scopes and not user.is_bot:
        body["profile"]["email"] = _email(user)
    return body | ({"profile": {**body["profile"], "bot_id": BOT_ID}} if user.id == state.bot.id else {})


def _email(user: User) -> str:
    return f"{user.name}@example.org"


def _group_json(group: UserGroup, *, with_users: bool) -> Json:
    body: Json = {"id": group.id, "team_id": TEAM_ID, "is_usergroup": True, "name": group.name, "handle": group.handle}
    body |= {"description": "", "user_count": len(group.users), "date_delete": 0}
    return body | ({"users": list(group.users)} if with_users else {})
