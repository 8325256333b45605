"""Samråd as a municipality runs it: `samrad start` on a database of its own, with its worker and a mail server."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from samrad.commands import embedded
from tests import database
from tests.journeys import clock
from tests.journeys.clock import Clock

UNDO_SECONDS = 15


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self._came = threading.Condition()
        self._server = Controller(self, hostname="127.0.0.1", port=free_port())
        self.port: int = self._server.port

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
        """Takes a mail."""
        found = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        with self._came:
            self.mails.append(found)
            self._came.notify_all()
        return "250 OK"

    def receivers(self, subject: str) -> list[str]:
        """Whom mails with that subject have come to, in order of address."""
        return sorted(str(one["To"]) for one in self.mails if one["Subject"] == subject)

    def awaits(self, subject: str, *receivers: str, seconds: int = 100) -> None:
        """Waits until a mail with that subject has come to each of them."""
        with self._came:
            came = self._came.wait_for(lambda: set(receivers) <= set(self.receivers(subject)), seconds)
        assert came, f"«{subject}» has come to {self.receivers(subject)} only"

    @contextmanager
    def open(self) -> Iterator["Postbox"]:
        """Listens while the block lasts."""
        self._server.start()
        try:
            yield self
        finally:
            self._server.stop()


class Site:
    """The program, and the clock it goes by."""

    def __init__(self, database_name: str, home: Path, post: Postbox) -> None:
        self.clock = Clock(home)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = home / "site.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ,
            **database.point_at(database_name),
            "SAMRAD_HOME": str(home),
            "SAMRAD_ENV": "trial",
            "SAMRAD_ADDRESS": self.address,
            "SAMRAD_SMTP_HOST": "127.0.0.1",
            "SAMRAD_SMTP_PORT": str(post.port),
            "SAMRAD_UNDO_SECONDS": str(UNDO_SECONDS),
            "STORY_CLOCK": self.clock.address,
            "PYTHONPATH": os.pathsep.join(map(str, [clock.FOLDER, database.ROOT, database.ROOT / "src"])),
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, module: str) -> None:
        """Runs a module in the program's surroundings, to its end."""
        subprocess.run([sys.executable, "-m", module], env=self._environment, check=True, capture_output=True)

    def start(self) -> None:
        """Starts, and returns when the pages answer."""
        with database.alone("test-static"), self.log.open("ab") as log:  # sites share the browser files that are made
            self._process = subprocess.Popen(
                [sys.executable, "-m", "samrad.commands.program", "start", "--port", str(self.port), "--workers", "1"],
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=log,
            )
            self._await()

    def _await(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        said = []
        for line in self._process.stdout:
            said.append(line.decode())
            if "Ctrl-C" in said[-1]:
                return
        raise AssertionError("Samråd did not start:\n" + "".join(said) + self.log.read_text())

    def stop(self) -> None:
        """Stops the program, as Ctrl-C does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=30)
        self._process = None

    def go_to_day(self, days_ahead: int) -> None:
        """Goes on to that day after the real one, and is started anew there.

        (A worker that sleeps through days works through every minute of them when it wakes.)
        """
        self.stop()
        self.clock.move(days_ahead)
        self.start()

    def faults(self) -> list[str]:
        """What the log tells of errors."""
        return re.findall(r"^.*(?:Traceback|\berror\b|critical).*$", self.log.read_text(), flags=re.I | re.M)


@contextmanager
def open_site(template: str) -> Iterator[tuple[Site, Postbox]]:
    """A site on a copy of a template, not started yet, and the postbox its mail goes to."""
    name = f"{database.OWN}_{template}_site"
    database.copy(template, name)
    with tempfile.TemporaryDirectory(prefix="samrad-site-") as folder, Postbox().open() as post:
        home = Path(folder)
        for kept in ("browser", "fonts", "secrets", "static"):
            source = database.HOME / ("test-static" if kept == "static" else kept)
            source.mkdir(exist_ok=True)
            (home / kept).symlink_to(source)
        site = Site(name, home, post)
        try:
            yield site, post
        finally:
            site.stop()
            site.clock.close()
            embedded.drop_database(database.CLUSTER, name)
