"""The story's clock: every process of the program under test shows the day that the story has come to."""

import socket
import threading
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from samrad.kernel.clock import day_of

FOLDER = Path(__file__).resolve().parent


class Clock:
    """Moves the clocks of all programs that were started with `address` in STORY_CLOCK; waits until each has."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "clock")
        self.ahead, self._lock = 0, threading.Lock()
        self._followers: list[socket.socket] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(self.address)
        self._door.listen()
        threading.Thread(target=self._receive, daemon=True).start()

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                follower, _ = self._door.accept()
                with self._lock:
                    follower.sendall(f"{self.ahead}\n".encode())
                    self._followers.append(follower)

    def day(self, ahead: int = 0) -> date:
        """The day that is shown, or one some days ahead of it."""
        return day_of(self.now()) + timedelta(days=ahead)

    def now(self) -> datetime:
        """The instant that is shown."""
        return datetime.now(tz=UTC) + timedelta(days=self.ahead)

    def move(self, days_ahead: int) -> None:
        """Shows the same time of day, that many days after the real day."""
        with self._lock:
            self.ahead = days_ahead
            self._followers = [one for one in self._followers if _follows(one, days_ahead)]

    def close(self) -> None:
        """Lets the programs go on by themselves."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for one in self._followers:
            one.close()


def _follows(follower: socket.socket, days_ahead: int) -> bool:
    """Moves one program's clock. Whether it still runs."""
    with suppress(OSError):
        follower.sendall(f"{days_ahead}\n".encode())
        if follower.recv(1):
            return True
    follower.close()
    return False
