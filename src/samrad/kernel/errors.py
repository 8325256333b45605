"""What can go wrong in an operation, each with a sentence that can be shown to the person who acts."""


class SamradError(Exception):
    """Base of the errors an operation may raise."""


class Invalid(SamradError):
    """The input cannot be accepted.

    `field` names the form field the sentence belongs beside ("" for the whole form).
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Refused(SamradError):
    """The actor may not do this. Doors answer 403 with the sentence, never with what was hidden."""

    def __init__(self, sentence: str = "Du har ikke tilgang til å gjøre dette.") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(SamradError):
    """Somebody else has changed the same thing since it was read.

    `theirs` is the text that stands now, `mine` the text that was sent.
    """

    def __init__(self, sentence: str, *, theirs: str = "", mine: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.theirs = theirs
        self.mine = mine


class ReadOnly(SamradError):
    """An operation, or a writing statement, was tried while a page was only being read."""


class BadEnvironment(RuntimeError):
    """A setting in the environment cannot be used; the sentence says which and what is allowed."""
