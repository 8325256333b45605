"""Asking why somebody near the person is chosen all the same: only when somebody near is chosen."""

from typing import Any

from samrad.web.layout.fields import Form, dress, text_area

FIELD = "near_reason"


class NearAsked(Form):
    """A form that chooses an employee. The reason is asked for when the choice is of somebody near."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        if FIELD in self.data:
            self._ask()

    def _ask(self) -> None:
        self.fields[FIELD] = text_area(
            "Hvorfor er det likevel riktig?",
            rows=3,
            required=False,
            max_length=4000,
            help_text="Koordinerende enhet leser det du skriver. Den som er i nær familie, kan være inhabil når noe "
            "skal avgjøres. Da må en annen gjøre den delen.",
        )
        dress(self.fields[FIELD])
        self.fields[FIELD].unmarked = True

    def add_sentence(self, sentence: str, field: str) -> None:
        """As every form; the reason is asked for from when it is missing."""
        if field == FIELD and FIELD not in self.fields:
            self._ask()
        super().add_sentence(sentence, field)
