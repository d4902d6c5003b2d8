import pytest

from bot.workspace import PersonError, Workspace


@pytest.fixture
def workspace() -> Workspace:
    """A workspace that nobody serves: people can still write."""
    return Workspace()


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("@kenji, ask @usher.", "<@{kenji}>, ask <@{usher}>."),
        ("see #general!", "see <#{general}|general>!"),
        ("@here, @channel and @chairs", "<!here>, <!channel> and <!subteam^{chairs}>"),
        ("(https://x.org/?a=1&b=2).", "(<https://x.org/?a=1&amp;b=2>)."),
        (
            "see mlforsystems.org/2020, or ask a.b@mlsys.org",
            "see <http://mlforsystems.org/2020|mlforsystems.org/2020>, or ask <mailto:a.b@mlsys.org|a.b@mlsys.org>",
        ),
        ("is it at 9.45 in v1.io.x, e.g. Dr.No?", "is it at 9.45 in v1.io.x, e.g. Dr.No?"),
        ("mail me@kenji or @nobody #nowhere", "mail me@kenji or @nobody #nowhere"),
        ("<@U1> is no mention", "&lt;@U1&gt; is no mention"),
    ],
)
def test_typed_text_is_passed_on_as_slack_does(workspace: Workspace, typed: str, sent: str) -> None:
    names = {
        "chairs": workspace.add_group("chairs", "Chairs", ("lena",)).id,
        "kenji": workspace.user("kenji").id,
        "usher": workspace.bot.id,
        "general": workspace.channel("general").id,
    }
    assert workspace.say("lena", "general", typed).text == sent.format(**names)


def text(words: str, **style: bool) -> dict[str, object]:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def test_typed_text_has_a_rich_text_block_beside_it(workspace: Workspace) -> None:
    said = workspace.say(
        "lena", "general", "*Lunch* is _in #random_, @kenji :tada:\nat 12:30:00 `a *b*` snake_case_ <b>"
    )
    assert said.text.startswith("*Lunch* is _in <#")
    ((section,),) = [block["elements"] for block in said.blocks]
    assert section["elements"] == [
        text("Lunch", bold=True),
        text(" is "),
        text("in ", italic=True),
        {"type": "channel", "channel_id": workspace.channel("random").id, "style": {"italic": True}},
        text(", "),
        {"type": "user", "user_id": workspace.user("kenji").id},
        text(" "),
        {"type": "emoji", "name": "tada"},
        text("\nat 12:30:00 "),
        text("a *b*", code=True),
        text(" snake_case_ <b>"),
    ]
    changed = workspace.rewrite("lena", said, "none")
    assert [block["elements"][0]["elements"] for block in changed.blocks] == [[text("none")]]


def test_what_slacks_client_would_not_do_is_refused_in_words(workspace: Workspace) -> None:
    workspace.add_channel("closed", private=True, members=("olivia",))
    workspace.archive("random")
    said = workspace.say("kenji", "general", "x")
    for deed, words in (
        (lambda: workspace.say("kenji", "closed", "x"), "kenji is not in #closed"),
        (lambda: workspace.say("kenji", "random", "x"), "#random is archived"),
        (lambda: workspace.say("kenji", "general", " "), "there is nothing to send"),
        (lambda: workspace.say("kenji", "general", "x", "1.000001"), "there is no message 1.000001 to reply to"),
        (lambda: workspace.rewrite("lena", said, "y"), "lena has no message"),
        (lambda: workspace.open_home("kenji", "about"), "the tabs home and messages, not about"),
        (lambda: workspace.set_zone("kenji", "Paris"), "'Paris' is no IANA time zone"),
    ):
        with pytest.raises(PersonError, match=words):
            deed()


def test_name_that_nobody_has_is_named(workspace: Workspace) -> None:
    with pytest.raises(LookupError, match="there is no user 'maria' in this workspace"):
        workspace.say("maria", "general", "x")
    with pytest.raises(LookupError, match="there is no channel 'lobby' in this workspace"):
        workspace.say("kenji", "lobby", "x")


def test_member_who_left_can_no_longer_write(workspace: Workspace) -> None:
    workspace.leave("kenji", "general")
    with pytest.raises(PersonError, match="kenji is not in #general"):
        workspace.say("kenji", "general", "x")
    workspace.join("kenji", "general")
    assert [message.text for message in (workspace.say("kenji", "general", "back"),)] == ["back"]


def test_waiting_for_what_does_not_come_ends(workspace: Workspace) -> None:
    with pytest.raises(TimeoutError, match=r"did not come to the awaited state within 0.01 s"):
        workspace.wait_for(lambda: workspace.history("general"), timeout=0.01)
