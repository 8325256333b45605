"""The booklet that a person who may need coordinated services is given (S3-019)."""

from typing import TYPE_CHECKING

from django.conf import settings

from samrad.documents.letterhead import letterhead
from samrad.documents.standing import standing
from samrad.documents.typeset import pdf
from samrad.duties.routine import Routine
from samrad.kernel.clock import today

if TYPE_CHECKING:
    from samrad.agencies.models import Municipality


def booklet_pdf(municipality: "Municipality", routine: Routine, *, lang: str = "nb") -> bytes:
    """The routine's booklet, with whom to call. Raises `LookupError` when the routine has none."""
    text = standing(routine, "booklet", lang=lang, under=1)
    if text is None:
        raise LookupError("Kommunens rutine har ikke noe informasjonshefte.")
    data = {
        "letterhead": letterhead(municipality),
        "text": text,
        "version": routine.documents["booklet"].version,
        "contact": [
            ["Telefon", municipality.office_phone or municipality.phone],
            ["Når", municipality.office_hours],
            ["Hvor", municipality.office_address or municipality.address],
            ["E-post", municipality.email],
            ["Nett", settings.PUBLIC_ADDRESS.removeprefix("https://").rstrip("/")],
        ],
    }
    return pdf("booklet", data, title=text["title"], on=today(), lang=text["lang"])
