"""Sets the clock of a started program by the story's clock: loaded by Python itself, through PYTHONPATH."""

import os
import socket
import threading
from datetime import UTC, datetime, timedelta

tower = os.environ.get("STORY_CLOCK", "")
if tower:
    import time_machine

    shown = time_machine.travel(datetime.now(tz=UTC), tick=True).start()

    def show(days_ahead: str) -> None:
        """Shows the same time of day, that many days after the real day."""
        shown.move_to(time_machine.escape_hatch.datetime.datetime.now(tz=UTC) + timedelta(days=int(days_ahead)))

    def follow() -> None:
        """Shows the day that the story has come to, and follows it from day to day: also in a process that is forked."""
        bell = socket.socket(socket.AF_UNIX)
        bell.connect(tower)
        strokes = bell.makefile("r")
        show(strokes.readline())

        def listen() -> None:
            for stroke in strokes:
                show(stroke)
                bell.sendall(b"!")

        threading.Thread(target=listen, daemon=True).start()

    follow()
    os.register_at_fork(after_in_child=follow)
