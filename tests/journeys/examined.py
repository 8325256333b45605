"""What axe has looked at in this run: shared by the workers, so that what many pages share is looked at once."""

from tests import database


class Examined:
    """The kinds of page, and the makes of what stands on them, that were looked at in a width and theme."""

    def __init__(self, look: str) -> None:
        self._file = database.HOME / f"{database.EXAMINED}-{look}"
        self._file.touch()
        self._known: set[str] = set()

    def holds(self, things: set[str]) -> bool:
        """Whether each of them was looked at, by whichever worker."""
        if not things <= self._known:
            self._known = set(self._file.read_text().splitlines())
        return things <= self._known

    def add(self, things: set[str]) -> None:
        """They were looked at, and nothing was amiss."""
        with self._file.open("a") as file:
            file.writelines(f"{one}\n" for one in things - self._known)
