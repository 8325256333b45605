"""What is wrong in a file somebody wrote: where, what is allowed, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One fault. `place` is the path of keys, `line` the line in the file (0 = not known)."""

    place: str
    message: str
    allowed: tuple[str, ...] = ()
    suggestion: str = ""
    line: int = 0

    def __str__(self) -> str:
        head = f"linje {self.line}: " if self.line else ""
        text = f"{head}{self.place}: {self.message}" if self.place else head + self.message
        if self.suggestion:
            text += f" Mente du «{self.suggestion}»?"
        if self.allowed:
            text += " Lov her: " + ", ".join(self.allowed) + "."
        return text


def nearest(word: str, allowed: Iterable[str]) -> str:
    """The allowed word that `word` is most like, or "" when none is near."""
    found = get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return found[0] if found else ""
