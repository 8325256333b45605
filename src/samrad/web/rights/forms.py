"""Forms of rights."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms

from samrad.rights.rules import OUTCOMES, ErasureGround, RequestKind
from samrad.web.layout.fields import DayField, Form, Happened, choice, text_area

if TYPE_CHECKING:
    from samrad.rights.models import Request
    from samrad.rights.queries import Entry


class LogFilterForm(Form):
    """Which rows of the log to show."""

    unmarked = ("hvem", "fra", "til")
    hvem = forms.ChoiceField(label="Hvem", required=False, widget=forms.Select(attrs={"data-width": "auto"}))
    fra = DayField(label="Fra og med", required=False)
    til = DayField(label="Til og med", required=False)
    egne = forms.BooleanField(label="Vis også mine egne besøk", required=False)


class QuestionForm(Form):
    """A question about a visit."""

    text = text_area("Hva lurer du på?", rows=4, max_length=3000)


class AnswerForm(Happened):
    """The answer to a question about a visit."""

    field_order = ("answer", "on")
    on = DayField(label="Dagen du svarer")
    answer = text_area(
        "Svaret",
        rows=6,
        max_length=5000,
        help_text="Skriv hvem som så på det, hvorfor, og om det var i orden. Var det ikke det: skriv hva dere gjør.",
    )


ERASE_GROUNDS = [one for one in ErasureGround if one is not ErasureGround.RETENTION_ENDED]
ADDED = "Dette skal stå ved siden av teksten"


class ReplyForm(Happened):
    """The answer to what was asked for."""

    field_order = ("outcome", "answer", "addition", "on")
    on = DayField(label="Dagen du svarer")
    outcome = choice("request_outcome", "Hva er svaret?")
    answer = text_area(
        "Begrunnelse", rows=6, max_length=5000, help_text="Personen leser dette. Skriv også hvilken regel du bygger på."
    )


class CorrectionReplyForm(ReplyForm):
    """The answer to a correction of a text."""

    addition = text_area(
        ADDED, rows=4, max_length=5000, required=False,
        help_text="Teksten selv endres ikke. Det du skriver her, vises sammen med den, med dato.",
    )  # fmt: skip


class FindingForm(Form):
    """What a look at visits came to."""

    outcome = choice("log_finding", "Hva fant du ut?")
    finding = text_area(
        "Hva gjorde du, og hva ble det til?", rows=4, max_length=2000,
        help_text="Skriv ikke noe fra saken. Var det ikke i orden, skriv hvem som følger det opp.",
    )  # fmt: skip


class RegisterForm(Form):
    """What was asked for on paper."""

    kind = choice("request_kind", "Hva gjelder det?", only=[one for one in RequestKind if one is not RequestKind.LOG])
    asked_by = forms.CharField(label="Hvem ba om det?", max_length=150)
    received_on = DayField(label="Dagen det kom")
    text = text_area("Hva står det?", rows=5, max_length=5000)
    part = choice("part", "Hvilken del av saken?", radio=False, required=False)
    law = choice("complaint_law", "Er det en klage, hva klages det på?", required=False)
    known_on = DayField(label="Er det en klage, hvilken dag fikk de vite om avgjørelsen?", required=False)


class SettleForm(Happened):
    """What the state administrator came to."""

    field_order = ("settlement", "on")
    on = DayField(label="Dagen svaret kom")
    settlement = text_area("Hva kom statsforvalteren til?", rows=4, max_length=5000)


class OwnTextForm(Form):
    """Asks for the correction or deletion of a text of one's own case."""

    entry = forms.ChoiceField(label="Hvilken tekst gjelder det?", required=False)
    text = text_area("Hva er feil, og hva skulle stått der?", rows=6, max_length=5000)

    def offer(self, groups: Iterable[tuple[str, Iterable["Entry"]]], *, text: str) -> None:
        """Offers the texts by kind, and says what to write."""
        listed = [(name, [(f"{one.thing}:{one.pk}", one.begins) for one in found]) for name, found in groups]
        self.fields["entry"].choices = [("", "En tekst som ikke står her, eller flere"), *listed]
        self.fields["text"].label = text
        self.fields["text"].error_messages["required"] = "Skriv hva det gjelder."


class ObjectionForm(Form):
    """Objects to that information is made available (PJL § 17)."""

    part = choice("part", "Hvilken del av saken?", radio=False, required=False)
    text = text_area("Hva vil du ikke at andre skal få se, og hvem gjelder det?", rows=5, max_length=5000)


class CopyForm(Form):
    """Asks for a copy that is not to be had by oneself."""

    text = text_area("Hva vil du ha kopi av, eller få forklart?", rows=5, max_length=5000)


class ComplaintForm(Form):
    """A complaint: what about, since when known, and what is wished."""

    law = choice("complaint_law", "Hva klager du på?")
    known_on = DayField(label="Hvilken dag fikk du vite om avgjørelsen?")
    text = text_area("Hva er du uenig i, og hvorfor?", rows=8, max_length=8000)


class EraseForm(Form):
    """Why a text is erased."""

    ground = choice("erasure_ground", "Hvorfor slettes det?", only=ERASE_GROUNDS)
    reason = text_area(
        "Begrunnelse", rows=4, max_length=2000,
        help_text="Skriv ikke hva som sto der. Begrunnelsen blir stående, og personen kan lese den.",
    )  # fmt: skip


class EraseCaseForm(Form):
    """By which permission all of a case is erased, and which case, typed."""

    permission = forms.CharField(
        label="Hvilken tillatelse eller forskrift bygger det på?", max_length=300,
        help_text="Nasjonalarkivets forskrift eller tillatelse, med nummer",
    )  # fmt: skip
    confirmed_on = DayField(label="Hvilken dag ble det avgjort at den gjelder denne saken?")
    number = forms.CharField(label="Skriv nummeret på saken", max_length=20)


class DeletionReplyForm(ReplyForm):
    """The answer to a deletion of a text: when the answer is yes, it is erased at once."""

    field_order = ("outcome", "ground", "answer", "on")
    ground = choice("erasure_ground", "Hvis ja: hvorfor slettes det?", only=ERASE_GROUNDS, required=False)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        cleaned["ground"] = ErasureGround(str(cleaned["ground"])) if cleaned.get("ground") else None
        return cleaned


OF_A_TEXT = {RequestKind.CORRECTION: CorrectionReplyForm, RequestKind.DELETION: DeletionReplyForm}


def answer_form(request: "Request") -> type[ReplyForm]:
    """The form for answering this request, with the answers that fit."""
    kind = RequestKind(request.kind)
    base = OF_A_TEXT.get(kind, ReplyForm) if request.thing else ReplyForm
    outcome = choice("request_outcome", "Hva er svaret?", only=OUTCOMES[kind])
    return type(base.__name__, (base,), {"outcome": outcome})
