"""Forms of rights."""

from typing import TYPE_CHECKING

from django import forms

from samrad.rights.rules import OUTCOMES, RequestKind
from samrad.web.layout.fields import DayField, Form, Happened, choice, text_area

if TYPE_CHECKING:
    from samrad.rights.models import Request


class LogFilterForm(Form):
    """Which rows of the log to show."""

    hvem = forms.ChoiceField(label="Hvem", required=False, widget=forms.Select(attrs={"data-width": "auto"}))
    fra = DayField(label="Fra og med", required=False, help_text="")
    til = DayField(label="Til og med", required=False, help_text="")
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


def answer_form(request: "Request") -> type[ReplyForm]:
    """The form for answering this request, with the answers that fit."""
    kind = RequestKind(request.kind)
    base = CorrectionReplyForm if kind is RequestKind.CORRECTION and request.thing else ReplyForm
    outcome = choice("request_outcome", "Hva er svaret?", only=OUTCOMES[kind])
    return type(base.__name__, (base,), {"outcome": outcome})


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
