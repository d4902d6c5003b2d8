"""The arrows of ARCHITECTURE.md: who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "bot.schedule": {"bot.schedule"},
    "bot.phrases": set(),
    "bot.errors": set(),
    "bot.clock": {"bot.errors"},
    "bot.settings": {"bot.errors"},
    "bot.wording": {"bot.phrases", "bot.schedule"},
    "bot.agenda": {"bot.agenda", "bot.schedule"},
    "bot.files": {"bot.files", "bot.schedule", "bot.errors"},
    "bot.questions": {"bot.questions", "bot.schedule", "bot.phrases", "bot.wording"},
    "bot.importing": {"bot.importing", "bot.zones", "bot.files", "bot.schedule", "bot.errors"},
    "bot.orders": {"bot.orders", "bot.questions", "bot.schedule", "bot.wording", "bot.errors"},
    "bot.store": {"bot.store", "bot.agenda", "bot.errors"},
    "bot.calendar": {"bot.calendar", "bot.store", "bot.schedule", "bot.phrases", "bot.wording"},
    "bot.programme": {"bot.agenda", "bot.files", "bot.questions", "bot.schedule"},
    "bot.outbox": {"bot.outbox", "bot.agenda", "bot.store", "bot.schedule", "bot.programme", "bot.clock"},
    "bot.slack": {
        "bot.slack",
        "bot.agenda",
        "bot.calendar",
        "bot.commands",
        "bot.doctor",
        "bot.organizers",
        "bot.orders",
        "bot.outbox",
        "bot.store",
        "bot.questions",
        "bot.schedule",
        "bot.programme",
        "bot.phrases",
        "bot.wording",
        "bot.errors",
        "bot.settings",
    },
    "bot.helpdesk": {
        "bot.slack",
        "bot.questions",
        "bot.schedule",
        "bot.programme",
        "bot.store",
        "bot.clock",
        "bot.errors",
    },
    "bot.newsroom": {"bot.files", "bot.outbox", "bot.programme", "bot.schedule", "bot.store"},
    "bot.composer": {
        "bot.agenda",
        "bot.newsroom",
        "bot.outbox",
        "bot.programme",
        "bot.schedule",
        "bot.slack",
        "bot.store",
        "bot.wording",
    },
    "bot.live": {
        "bot.clock",
        "bot.errors",
        "bot.files",
        "bot.newsroom",
        "bot.orders",
        "bot.organizers",
        "bot.outbox",
        "bot.phrases",
        "bot.programme",
        "bot.questions",
        "bot.schedule",
        "bot.slack",
        "bot.store",
        "bot.wording",
    },
    "bot.control": {
        "bot.announcer",
        "bot.commands",
        "bot.doctor",
        "bot.live",
        "bot.orders",
        "bot.outbox",
        "bot.phrases",
        "bot.schedule",
        "bot.slack",
        "bot.speakers",
    },
    "bot.speakers": {
        "bot.clock",
        "bot.errors",
        "bot.organizers",
        "bot.outbox",
        "bot.programme",
        "bot.schedule",
        "bot.slack",
        "bot.store",
    },
    "bot.rehearsal": {
        "bot.rehearsal",
        "bot.agenda",
        "bot.clock",
        "bot.composer",
        "bot.doctor",
        "bot.errors",
        "bot.live",
        "bot.newsroom",
        "bot.offline",
        "bot.outbox",
        "bot.phrases",
        "bot.programme",
        "bot.questions",
        "bot.schedule",
        "bot.settings",
        "bot.slack",
        "bot.speakers",
        "bot.store",
        "bot.wording",
    },
    "bot.offline": {
        "bot.clock",
        "bot.composer",
        "bot.errors",
        "bot.files",
        "bot.live",
        "bot.newsroom",
        "bot.outbox",
        "bot.programme",
        "bot.schedule",
        "bot.speakers",
        "bot.store",
    },
    "bot.preview": {"bot.preview", "bot.phrases", "bot.wording"},
    "bot.forecast": {
        "bot.clock",
        "bot.offline",
        "bot.outbox",
        "bot.phrases",
        "bot.preview",
        "bot.schedule",
        "bot.settings",
        "bot.slack",
        "bot.store",
    },
    "bot.doctor": {"bot.doctor", "bot.errors", "bot.outbox", "bot.phrases", "bot.schedule", "bot.store", "bot.wording"},
    "bot.checkup": {
        "bot.clock",
        "bot.doctor",
        "bot.errors",
        "bot.files",
        "bot.importing",
        "bot.offline",
        "bot.outbox",
        "bot.schedule",
        "bot.settings",
        "bot.slack",
        "bot.store",
    },
    "bot.announcer": {
        "bot.clock",
        "bot.errors",
        "bot.organizers",
        "bot.outbox",
        "bot.phrases",
        "bot.programme",
        "bot.questions",
        "bot.schedule",
        "bot.slack",
        "bot.store",
    },
    "bot.health": set(),
    "bot.calendars": {"bot.agenda", "bot.calendar", "bot.clock", "bot.programme", "bot.schedule", "bot.store"},
    "bot.calendar_desk": {
        "bot.agenda",
        "bot.calendars",
        "bot.clock",
        "bot.errors",
        "bot.files",
        "bot.programme",
        "bot.questions",
        "bot.schedule",
        "bot.slack",
        "bot.store",
    },
    "bot.data_desk": {"bot.clock", "bot.slack", "bot.store"},
    "bot.succession": {
        "bot.clock",
        "bot.files",
        "bot.newsroom",
        "bot.outbox",
        "bot.programme",
        "bot.schedule",
        "bot.store",
    },
    "bot.zones": {"bot.schedule"},
    "bot.commands": {"bot.commands", "bot.agenda", "bot.questions", "bot.schedule", "bot.zones"},
    "bot.concierge": {
        "bot.phrases",
        "bot.concierge",
        "bot.calendar_desk",
        "bot.data_desk",
        "bot.agenda",
        "bot.commands",
        "bot.organizers",
        "bot.outbox",
        "bot.store",
        "bot.slack",
        "bot.questions",
        "bot.schedule",
        "bot.programme",
        "bot.clock",
    },
    "bot.desk": {
        "bot.concierge",
        "bot.slack",
        "bot.questions",
        "bot.schedule",
        "bot.programme",
        "bot.clock",
        "bot.helpdesk",
    },
    "bot.home": {"bot.agenda", "bot.desk", "bot.slack"},
    "bot.organizers": {"bot.errors"},
    "bot.imports": {
        "bot.imports",
        "bot.desk",
        "bot.live",
        "bot.newsroom",
        "bot.organizers",
        "bot.outbox",
        "bot.succession",
        "bot.slack",
        "bot.store",
        "bot.importing",
        "bot.files",
        "bot.schedule",
        "bot.phrases",
        "bot.wording",
        "bot.errors",
    },
    "bot.listening": {"bot.clock", "bot.errors", "bot.outbox", "bot.services", "bot.slack", "bot.store"},
    "bot.services": {
        "bot.announcer",
        "bot.speakers",
        "bot.calendar_desk",
        "bot.data_desk",
        "bot.concierge",
        "bot.control",
        "bot.desk",
        "bot.home",
        "bot.slack",
        "bot.helpdesk",
        "bot.organizers",
        "bot.imports",
    },
    "bot.web": {"bot.web", "bot.errors"},
    "bot.workspace": {"bot.workspace"},
    "handlers": {"bot.services", "bot.desk", "bot.concierge", "bot.slack", "bot.agenda"},
    "bot.terminal": {"bot.files", "bot.questions", "bot.phrases", "bot.clock"},
    "bot.demo": {"bot.files", "bot.schedule", "bot.workspace", "bot.errors"},
}
ANYTHING = {"bot.app", "bot.cli", "bot.parts"}


def modules() -> dict[str, Path]:
    files = (*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py"))
    return {name_of(path): path for path in files}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """The modules that a file imports anywhere, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {
                f"{node.module}.{alias.name}" if node.module in {"bot", "handlers"} else node.module
                for alias in node.names
            }
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[0] if parts[0] == "handlers" else ".".join(parts[:2])


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_room_imports_only_what_it_may(room: str) -> None:
    ours = {name: path for name, path in modules().items() if room_of(name) == room}
    strangers = {
        (name, other)
        for name, path in ours.items()
        for other in imported(path)
        if other.split(".")[0] in {"bot", "handlers"} and room_of(other) not in MAY_IMPORT[room]
    }
    assert ours
    assert strangers == set()


def test_every_room_has_its_arrows() -> None:
    rooms = {room_of(name) for name in modules()} - {"bot"}
    assert rooms == set(MAY_IMPORT) | ANYTHING


def test_only_cli_imports_app() -> None:
    importers = {name for name, path in modules().items() if "bot.app" in {room_of(other) for other in imported(path)}}
    assert importers == {"bot.cli"}


def test_schedule_imports_the_standard_library_and_search_its_library() -> None:
    import sys

    foreign = {
        (name, other)
        for name, path in modules().items()
        if room_of(name) == "bot.schedule"
        for other in imported(path)
        if other.split(".")[0] not in {*sys.stdlib_module_names, "bot"}
    }
    assert {name for name, _ in foreign} <= {"bot.schedule.search"}
    assert {other.split(".")[0] for _, other in foreign} <= {"rapidfuzz"}
