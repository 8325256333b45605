"""Causes, how long it lasts, which parts it shows, and who is sought. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samrad.cases.rules import Part
from samrad.people.rules import BadIdentityNumber, check_identity_number

LASTS = timedelta(hours=4)

# What helps in an emergency: how the person wants to be met and what she needs, whom to ring, what help she has,
# and what is agreed. Minutes, papers, messages, deviations and the handling of the case can wait for consent.
PARTS = (Part.ABOUT_ME, Part.TEAM, Part.SERVICES, Part.GOALS)
SHORTEST_REASON = 20


class Cause(StrEnum):
    """Why a case may be opened in an emergency: a closed list."""

    LIFE = "life"
    CHILD = "child"
    MISSING = "missing"
    ACUTE_CARE = "acute_care"


class Reviewer(StrEnum):
    """As what somebody looks at it afterwards."""

    COORDINATOR = "coordinator"
    SYSTEM_OWNER = "system_owner"


@dataclass(frozen=True)
class Sought:
    """Who is sought: by the identity number, or by the full name and the birth date. Never by part of a name."""

    given_name: str = ""
    family_name: str = ""
    born_on: date | None = None
    identity_number: str = ""

    def lacks(self) -> tuple[str, str] | None:
        """What must be put right before anybody is looked for: the sentence and its field; None when nothing."""
        if self.identity_number.strip():
            try:
                check_identity_number(self.identity_number)
            except BadIdentityNumber as error:
                return str(error), "identity_number"
            return None
        if not (self.given_name.strip() or self.family_name.strip() or self.born_on):
            return "Skriv fødselsnummeret, eller hele navnet og fødselsdatoen.", "identity_number"
        for text, field, sentence in (
            (self.given_name, "given_name", "Skriv fornavnet også. Vi søker bare på hele navnet."),
            (self.family_name, "family_name", "Skriv etternavnet også. Vi søker bare på hele navnet."),
        ):
            if not text.strip():
                return sentence, field
        return None if self.born_on else ("Skriv fødselsdatoen også. Navnet alene er ikke nok.", "born_on")
