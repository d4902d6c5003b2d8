from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace import Rates
from bot.workspace.rates import RateLimiter
from tests.workspace.conftest import Serving, client_of


class Ticking:
    """A monotonic clock that moves when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def granted(
    limiter: RateLimiter, calls: int, tier: int | None = None, method: str = "users.info", channel: str = ""
) -> int:
    return sum(limiter.retry_after(method, tier, channel) == 0 for _ in range(calls))


def test_tier_grants_its_calls_a_minute_and_refills_evenly() -> None:
    clock = Ticking()
    limiter = RateLimiter(Rates(), clock)
    assert granted(limiter, 60, tier=3) == 50
    assert limiter.retry_after("users.info", 3, "") == 2
    clock.seconds += 1.2
    assert granted(limiter, 5, tier=3) == 1
    clock.seconds += 60
    assert granted(limiter, 60, tier=3) == 50


def test_methods_of_one_tier_are_counted_apart() -> None:
    limiter = RateLimiter(Rates(), Ticking())
    assert (granted(limiter, 30, 2, "users.list"), granted(limiter, 30, 2, "conversations.list")) == (20, 20)


def test_channel_takes_a_short_burst_then_one_message_a_second() -> None:
    clock = Ticking()
    limiter = RateLimiter(Rates(), clock)
    assert granted(limiter, 10, method="chat.postMessage", channel="C1") == 4
    clock.seconds += 1
    assert granted(limiter, 10, method="chat.postMessage", channel="C1") == 1


def test_workspace_as_a_whole_has_a_limit_beside_the_channels() -> None:
    clock = Ticking()
    limiter = RateLimiter(Rates(workspace_per_second=5, workspace_burst=5), clock)
    assert sum(granted(limiter, 1, method="chat.postMessage", channel=f"D{number}") for number in range(50)) == 5
    clock.seconds += 1
    assert sum(granted(limiter, 1, method="chat.postMessage", channel=f"D{number}") for number in range(50, 99)) == 5


def test_refused_call_costs_nothing() -> None:
    clock = Ticking()
    limiter = RateLimiter(Rates(), clock)
    granted(limiter, 1000, tier=2)
    clock.seconds += 3
    assert granted(limiter, 1, tier=2) == 1


def test_client_is_told_how_long_to_wait(serving: Serving) -> None:
    workspace = serving(rates=Rates(), monotonic=Ticking())
    client = client_of(workspace)
    answers = [status_of(client, name) for name in ("#general", "general", workspace.channel("general").id) * 2]
    assert answers == [(200, None)] * 4 + [(429, "1")] * 2
    assert len(workspace.history("general")) == 4


def test_messages_to_many_people_meet_the_limit_of_the_workspace(serving: Serving) -> None:
    ticking = Ticking()
    workspace = serving(rates=Rates(workspace_per_second=5, workspace_burst=5), monotonic=ticking)
    client = client_of(workspace)
    people = [workspace.add_user(f"guest{number}", "Guest", "UTC", everywhere=False).id for number in range(12)]
    answers = [status_of(client, person)[0] for person in people[:6]]
    ticking.seconds += 1
    answers += [status_of(client, person)[0] for person in people[6:]]
    assert answers == ([200] * 5 + [429]) * 2
    assert [call.response.get("error") for call in workspace.calls].count("ratelimited") == 2


def status_of(client: WebClient, channel: str) -> tuple[int, str | None]:
    try:
        return client.chat_postMessage(channel=channel, text="x").status_code, None
    except SlackApiError as error:
        return error.response.status_code, error.response.headers["retry-after"]
