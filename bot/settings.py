"""The environment → one frozen `Settings`. Nothing is read at import, and nowhere else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import SettingsError

MANIFEST = Path(__file__).parent.parent / "deploy" / "manifest.yaml"
"""The Slack app's."""
SLACK_API_URL = "https://slack.com/api/"


Environment = Mapping[str, str | None]
Reader = Callable[[Environment], Any]


@dataclass(frozen=True, slots=True)
class Web:
    """Where the web side listens, and the address (without a slash at its end) that the world reaches it at."""

    host: str
    port: int
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    bot_token: str
    app_token: str
    schedules: Path
    database_url: str
    slack_api_url: str
    clock_url: str | None
    log_level: str
    organizers_channel: str | None
    organizers: tuple[str, ...]
    source_minutes: float
    allow_private: bool
    web: Web | None


def settings_of(environment: Environment, spare: frozenset[str] = frozenset()) -> Settings:
    """The settings; raises SettingsError, in a line, for the first that is missing or wrong, but for `spare` fields."""
    read = _read_all(environment)
    faults = (value for name, value in read.items() if isinstance(value, SettingsError) and name not in spare)
    if fault := next(faults, None):
        raise fault
    return _usable(read)


def settings_and_faults(environment: Environment) -> tuple[Settings, tuple[SettingsError, ...]]:
    """The settings, those that are missing or wrong as if they were not set (a token: empty), and what is wrong."""
    read = _read_all(environment)
    return _usable(read), tuple(value for value in read.values() if isinstance(value, SettingsError))


def _read_all(environment: Environment) -> dict[str, Any]:
    """Each field's value, or what is wrong with it."""
    return {name: _read(reader, environment) for name, reader in READERS.items()}


def _usable(read: dict[str, Any]) -> Settings:
    values = {
        name: _default(READERS[name]) if isinstance(value, SettingsError) else value for name, value in read.items()
    }
    return Settings(**values)


def _read(reader: Reader, environment: Environment) -> Any:  # noqa: ANN401 - of the field's type, or the error
    try:
        return reader(environment)
    except SettingsError as error:
        return error


def _default(reader: Reader) -> Any:  # noqa: ANN401 - of the field's type
    value = _read(reader, {})
    return "" if isinstance(value, SettingsError) else value


def read_env_file(path: Path) -> Mapping[str, str | None]:
    """What the file sets; nothing where there is none."""
    from dotenv import dotenv_values

    try:
        return dotenv_values(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: it cannot be read ({error}); save it as UTF-8, readable by who runs this"
        ) from error


def _token(environment: Environment, name: str, prefix: str, page: str) -> str:
    value = (environment.get(name) or "").strip()
    if not value:
        raise SettingsError(f"{name} is not set; copy it ({prefix}…) from your Slack app's page, {page}")
    if not value.startswith(prefix):
        raise SettingsError(f"{name}: {value[:5]!r}… does not begin with {prefix}; copy it from the app's page, {page}")
    return value


def _address(environment: Environment, name: str) -> str | None:
    value = environment.get(name) or None
    if value and not value.startswith(("http://", "https://")):
        raise SettingsError(f"{name}: {value!r} does not begin with https:// or http://; .env.example shows one")
    return value


def _web(environment: Environment) -> Web | None:
    """The web side, if it is wanted: it needs to know where to listen and what it is called."""
    listen, url = (environment.get(name) or "" for name in ("USHER_WEB_ADDRESS", "USHER_WEB_URL"))
    if not listen and not url:
        return None
    if not (listen and url):
        missing, there = ("USHER_WEB_URL", "USHER_WEB_ADDRESS") if listen else ("USHER_WEB_ADDRESS", "USHER_WEB_URL")
        raise SettingsError(f"{missing} is not set, but {there} is; the web side needs both, .env.example shows them")
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^:/\s]+)):(\d{1,5})", listen)
    if found is None or not int(found[3]) < 2**16:
        raise SettingsError(f"USHER_WEB_ADDRESS: {listen!r} is no host and port; write it as in 127.0.0.1:8080")
    return Web(found[1] or found[2], int(found[3]), _public_address(url))


def _public_address(url: str) -> str:
    """An https address: whoever reads a calendar's address on its way can read the calendar. http on this machine."""
    if not re.fullmatch(r"https://[^\s/?#@]+(?:/[^\s?#]*)?|http://(?:localhost|127\.0\.0\.1)(?::\d+)?/?", url):
        remedy = "write the address at which your proxy serves it, as in https://usher.example.org"
        raise SettingsError(f"USHER_WEB_URL: {url!r} is no https address; {remedy}")
    return url.rstrip("/")


def _minutes(environment: Environment, name: str, usual: float) -> float:
    value = environment.get(name) or str(usual)
    try:
        minutes = float(value)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes < 24 * 60:  # which nan is not either
        raise SettingsError(f"{name}: {value!r} is no number of minutes above 0 and below a day; write {usual:g}")
    return minutes


def _is_on(environment: Environment, name: str) -> bool:
    value = (environment.get(name) or "no").lower()
    if value not in {"yes", "no"}:
        raise SettingsError(f"{name}: {value!r} is neither yes nor no")
    return value == "yes"


def _members(environment: Environment, name: str) -> tuple[str, ...]:
    """The ids of users and user groups of a comma list, each once."""
    ids = tuple(filter(None, map(str.strip, (environment.get(name) or "").split(","))))
    for each in ids:
        if not re.fullmatch(r"[UWS][A-Z0-9]{5,}", each):
            remedy = "copy it from the member's profile (Copy member ID) or the user group's address"
            raise SettingsError(f"{name}: {each!r} is no id of a member (U…) or of a user group (S…); {remedy}")
    return tuple(dict.fromkeys(ids))


def _log_level(word: str) -> str:
    levels = ("DEBUG", "INFO", "WARNING", "ERROR")
    if word.upper() not in levels:
        raise SettingsError(f"USHER_LOG_LEVEL: {word!r} is not one of {', '.join(levels)}")
    return word.upper()


READERS: Mapping[str, Reader] = {
    "bot_token": lambda given: _token(given, "SLACK_BOT_TOKEN", "xoxb-", "OAuth & Permissions"),
    "app_token": lambda given: _token(given, "SLACK_APP_TOKEN", "xapp-", "Basic Information, App-Level Tokens"),
    "schedules": lambda given: Path(given.get("USHER_SCHEDULES") or "schedule_data"),
    "database_url": lambda given: given.get("USHER_DATABASE_URL") or "sqlite:///usher.db",
    "slack_api_url": lambda given: _address(given, "USHER_SLACK_API_URL") or SLACK_API_URL,
    "clock_url": lambda given: _address(given, "USHER_CLOCK_URL"),
    "log_level": lambda given: _log_level(given.get("USHER_LOG_LEVEL") or "INFO"),
    "organizers_channel": lambda given: given.get("USHER_ORGANIZERS_CHANNEL") or None,
    "organizers": lambda given: _members(given, "USHER_ORGANIZERS"),
    "source_minutes": lambda given: _minutes(given, "USHER_SOURCE_MINUTES", 5.0),
    "allow_private": lambda given: _is_on(given, "USHER_ALLOW_PRIVATE"),
    "web": _web,
}
"""How each field of `Settings` is read; each raises SettingsError where its setting is missing or wrong."""
