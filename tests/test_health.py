"""Whether the bot can do its work, as its parts tell."""

from pathlib import Path

from slack_sdk.socket_mode import SocketModeClient
from sqlalchemy import Engine, create_engine

from bot.health import Health
from bot.slack.client import web_client
from bot.workspace import Workspace, serve


def test_health_is_that_of_the_database_and_the_connection_to_slack(engine: Engine, tmp_path: Path) -> None:
    gone = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'usher.db'}")
    workspace = Workspace(())
    with serve(workspace):
        client = web_client(workspace.bot_token, f"{workspace.url}/api/", answers=True)
        slack = SocketModeClient(workspace.app_token, web_client=client)
        before = [Health(each, slack).troubles() for each in (engine, gone)]
        slack.connect()
        connected = [Health(each, slack).troubles() for each in (engine, gone)]
        slack.close()
    database, connection = "The database does not answer.", "Slack is not connected."
    assert before == [(connection,), (database, connection)]
    assert connected == [(), (database,)]
    gone.dispose()
