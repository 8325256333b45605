"""Asking the municipality's own scanner about a file, when it has one (SAMRAD_CLAMD): ClamAV's clamd, over INSTREAM."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from samrad.papers.rules import BadPaper

SECONDS = 15
PIECE = 64 * 1024
HARMFUL = "Filen er stoppet fordi den ser ut til å inneholde noe skadelig. Si fra til den som har ansvar for IT."
NO_ANSWER = "Filen kunne ikke kontrolleres for skadelig innhold akkurat nå. Vent litt, og prøv igjen."


def scan(content: bytes) -> None:
    """Raises `BadPaper` when the scanner knows the content as harmful, or does not answer; passes without a scanner."""
    if not settings.CLAMD:
        return
    try:
        answer = _ask(content)
    except (OSError, ValueError) as error:
        raise BadPaper(NO_ANSWER) from error
    if answer.endswith(b"FOUND"):
        raise BadPaper(HARMFUL)
    if not answer.endswith(b"OK"):
        raise BadPaper(NO_ANSWER)


def _ask(content: bytes) -> bytes:
    with _connected() as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            link.sendall(struct.pack(">I", len(piece)) + piece)
        link.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            more = link.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0\n")


@contextmanager
def _connected() -> Iterator[socket.socket]:
    """The scanner at a path ("/run/clamav/clamd.ctl") or at "host:port"."""
    if not settings.CLAMD.startswith("/"):
        host, _, port = settings.CLAMD.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), SECONDS) as link:
            yield link
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(SECONDS)
        link.connect(settings.CLAMD)
        yield link
