"""Forms of consent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from samrad.cases.rules import BY_LIFE_AREA, LifeArea, Part
from samrad.consents.operations import Wanted
from samrad.consents.rules import Evidence, Giver, Matter, Step, View
from samrad.kernel.clock import today
from samrad.web.layout.fields import (
    DayField,
    Form,
    Happened,
    PickField,
    PickSeveralField,
    YesNoField,
    choice,
    several,
    text_area,
    upload,
)

if TYPE_CHECKING:
    from datetime import date

    from samrad.agencies.models import Unit
    from samrad.consents.models import Grant


class AskForm(Form):
    """What every consent asks for besides the units."""

    purpose = forms.CharField(label="Hva skal opplysningene brukes til?", max_length=300)
    until = DayField(label="Samtykket gjelder til og med")
    made_on = DayField(label="Dagen skjemaet er laget")
    matter = choice("matter", "Hva slags sak gjelder det?", initial=Matter.ORDINARY)
    matter_reason = text_area(
        "Er det ikke en vanlig sak: hvorfor?", rows=2, required=False, help_text="Begrunnelsen står i saken."
    )

    def for_adult(self) -> None:
        """Takes away what is asked only when others may answer for a child."""
        del self.fields["matter"], self.fields["matter_reason"]


class CallInForm(AskForm):
    """Whom the coordinator may contact and ask to a meeting."""

    field_order = ("units", "purpose", "until", "made_on", "matter", "matter_reason")
    units = PickSeveralField(label="Hvem skal kalles inn?")

    def __init__(
        self,
        seated: Sequence[tuple["Unit", str]],
        others: Sequence[tuple["Unit", str]],
        *arguments: Any,
        **keywords: Any,
    ) -> None:
        super().__init__(*arguments, **keywords)
        self.seated = len(seated)
        self.fields["units"].offer([*seated, *others])
        self.fields["units"].error_messages["required"] = "Velg minst én enhet."

    def wanted(self) -> list[Wanted]:
        """Each chosen unit; what it sees is given by the step."""
        return [Wanted(unit, ()) for unit in self.cleaned_data["units"]]


@dataclass(frozen=True)
class UnitRow:
    """A row of the table: the unit, and its roles in the group or its agency. `extra` was added by hand."""

    unit: "Unit"
    note: str
    extra: bool = False


@dataclass(frozen=True)
class Row:
    """A row of the table with its two fields."""

    about: UnitRow
    parts: BoundField
    areas: BoundField


class WrittenForm(AskForm):
    """Which parts, and perhaps which life areas, each unit may see. One row for each unit."""

    def __init__(self, rows: Sequence[UnitRow], others: Iterable["Unit"], *arguments: Any, **keywords: Any) -> None:
        self.about = rows
        super().__init__(*arguments, **keywords)
        self.fields["units"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["other"] = PickField(label="Legg til en enhet som ikke står her", required=False)
        self.fields["other"].offer((unit, unit.name) for unit in others)
        self.fields["other"].widget.attrs["class"] = "ds-input"
        for row in rows:
            for name, table, label in (("parts", "part", "Kan se"), ("areas", "life_area", "Bare disse livsområdene")):
                field = several(table, f"{label}: {row.unit.name}", required=False)
                field.widget.attrs["class"] = "ds-input"
                self.fields[f"{name}_{row.unit.pk}"] = field

    def rows(self) -> list[Row]:
        """The rows of the table, in order."""
        return [Row(one, self[f"parts_{one.unit.pk}"], self[f"areas_{one.unit.pk}"]) for one in self.about]

    def wanted(self) -> list[Wanted]:
        """Each unit that is to see something."""
        return [
            Wanted(one.unit, [Part(part) for part in parts], [LifeArea(area) for area in self._areas(one)])
            for one in self.about
            if (parts := self.cleaned_data.get(f"parts_{one.unit.pk}"))
        ]

    def _areas(self, row: UnitRow) -> list[str]:
        return list(self.cleaned_data.get(f"areas_{row.unit.pk}") or ())

    def clean(self) -> dict[str, Any]:
        """Somebody is to see something; life areas narrow goals and minutes, and nothing else."""
        cleaned = super().clean() or {}
        if not self.wanted():
            self.add_error("units", "Velg hva minst én enhet kan se.")
        for row in self.about:
            parts = {Part(part) for part in cleaned.get(f"parts_{row.unit.pk}") or ()}
            if self._areas(row) and not parts & BY_LIFE_AREA:
                self.add_error(
                    f"areas_{row.unit.pk}",
                    f"Livsområder gjelder mål, tiltak og referat. Velg en av dem for {row.unit.name}, "
                    "eller ta bort livsområdene.",
                )
        return cleaned


def _giver_key(giver: Giver) -> str:
    return str(giver.representation_id or "self")


class RegisterForm(Happened):
    """What somebody answered on paper, or said."""

    field_order = ("giver", "yes", "told", "on", "evidence", "file", "witness", "note")
    unmarked = ("told", "witness", "note")
    giver = forms.ChoiceField(label="Hvem har svart?", widget=forms.RadioSelect)
    yes = YesNoField(label="Hva var svaret?")
    told = text_area(
        "Ble det nei: hva ble sagt om hva det betyr?",
        rows=2,
        required=False,
        help_text="For eksempel at ingen får vite noe, og at retten til tjenester er den samme.",
    )
    on = DayField(label="Dagen svaret ble gitt", help_text="dd.mm.åååå. Står det en dato på skjemaet, er det den.")
    evidence = choice(
        "evidence", "Hvordan ble det svart?", only=(Evidence.PAPER, Evidence.SPOKEN), initial=Evidence.PAPER
    )
    file = upload("Det underskrevne skjemaet, skannet eller fotografert", required=False)
    witness = forms.CharField(
        label="Hvem var til stede?", max_length=150, required=False, help_text="Fyll ut når svaret ble sagt muntlig."
    )
    note = text_area("Hva ble sagt?", rows=2, required=False, help_text="Fyll ut når svaret ble sagt muntlig.")

    def __init__(self, givers: Sequence[Giver], step: str, *arguments: Any, **keywords: Any) -> None:
        self.givers = {_giver_key(giver): giver for giver in givers}
        super().__init__(*arguments, **keywords)
        self.fields["giver"].choices = [(key, giver.name) for key, giver in self.givers.items()]
        if step == Step.WRITTEN:
            self.fields["evidence"].help_text = "Et ja må være skriftlig. Et nei kan være muntlig."

    def clean_on(self) -> "date":
        """The day is not ahead."""
        on: date = self.cleaned_data["on"]
        if on > today():
            raise ValidationError("Dagen kan ikke være fram i tid.")
        return on

    @property
    def giver_id(self) -> int | None:
        """The representation of the chosen giver; None for the person."""
        return self.givers[self.cleaned_data["giver"]].representation_id


class OwnAnswerForm(Form):
    """One's own yes or no."""

    yes = YesNoField(label="Sier du ja?")


class OwnViewForm(Form):
    """What the person thinks, in her own words."""

    view = choice("view", "Hva mener du?", only=(View.AGREES, View.AGAINST, View.NO_VIEW))
    said = text_area(
        "Hva vil du si?", rows=3, help_text="Skriv med dine egne ord. De som svarer for deg, kan lese det."
    )

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["view"].choices = [
            (View.AGREES, "Jeg vil det"), (View.AGAINST, "Jeg vil det ikke"), (View.NO_VIEW, "Jeg vet ikke"),
        ]  # fmt: skip


class HearForm(Happened):
    """What the person said, to whom and when, as the coordinator writes it in."""

    field_order = ("view", "said", "heard_by", "on", "weighed")
    view = choice("view", "Hva mener personen?")
    said = text_area(
        "Hva ble sagt?", rows=3, help_text="Med personens egne ord. De som svarer for personen, kan lese det."
    )
    heard_by = forms.CharField(label="Hvem snakket med personen?", max_length=150)
    on = DayField(label="Dagen dere snakket")
    weighed = text_area(
        "Er personen imot, og de andre likevel vil: hvorfor står deres ja?",
        rows=3,
        required=False,
        help_text="Fra 12 år skal det legges stor vekt på hva barnet mener. La det stå tomt om dere skal snakke mer.",
    )


class WithdrawForm(Happened):
    """Who took the consent back, as the coordinator writes it in."""

    field_order = ("by", "on")
    by = forms.CharField(label="Hvem har trukket samtykket?", max_length=150)
    on = DayField(label="Dagen det ble sagt")

    def __init__(self, not_before: "date", *arguments: Any, **keywords: Any) -> None:
        self.not_before = not_before
        super().__init__(*arguments, **keywords)

    def clean_on(self) -> "date":
        """The day is not ahead, and not before there was anything to take back."""
        on: date = self.cleaned_data["on"]
        if on > today():
            raise ValidationError("Dagen kan ikke være fram i tid.")
        if on < self.not_before:
            raise ValidationError("Dagen kan ikke være før skjemaet ble laget.")
        return on


class NarrowForm(Form):
    """What each unit still may see, and until when. Only what it may see now is offered."""

    until = DayField(label="Samtykket gjelder til og med")
    by = forms.CharField(label="Hvem har bedt om det?", max_length=150)

    def __init__(
        self, grants: Sequence["Grant"], last: "date", *arguments: Any, asks_who: bool, **keywords: Any
    ) -> None:
        self.grants = grants
        super().__init__(*arguments, **keywords)
        self.fields["until"].initial = last
        if not asks_who:
            del self.fields["by"]
        for grant in grants:
            self._offer(f"parts_{grant.pk}", "part", f"{grant.unit.name} kan se", grant.parts)
            if len(grant.life_areas) > 1:
                self._offer(f"areas_{grant.pk}", "life_area", f"{grant.unit.name}: livsområder", grant.life_areas)
        self.order_fields([name for name in self.fields if name not in ("until", "by")])

    def _offer(self, name: str, table: str, label: str, values: Sequence[str]) -> None:
        field = several(table, label, only=values, required=False, initial=list(values))
        field.widget.attrs["class"] = "ds-input"
        self.fields[name] = field

    def kept(self) -> list[Wanted]:
        """What is still crossed off, by unit; a unit with nothing left is not among them."""
        return [
            Wanted(
                grant.unit,
                [Part(part) for part in parts],
                [LifeArea(area) for area in self.cleaned_data.get(f"areas_{grant.pk}", grant.life_areas)],
            )
            for grant in self.grants
            if (parts := self.cleaned_data.get(f"parts_{grant.pk}"))
        ]


class InabilityForm(Happened):
    """Health personnel's written act that the person cannot answer herself."""

    field_order = ("decided_by", "profession", "about", "reason", "on", "shown_on", "kin_shown_on", "kin_note", "file")
    decided_by = forms.CharField(label="Hvem har vurdert det?", max_length=150)
    profession = forms.CharField(label="Hva slags helsepersonell?", max_length=100)
    about = text_area("Hva kan personen ikke ta stilling til?", rows=2)
    reason = text_area("Begrunnelsen, slik den står i vurderingen", rows=3)
    on = DayField(label="Dagen den ble skrevet")
    shown_on = DayField(label="Dagen personen så den")
    kin_shown_on = DayField(label="Dagen de nærmeste så den", required=False)
    kin_note = forms.CharField(label="Har de nærmeste ikke sett den: hvorfor?", max_length=300, required=False)
    file = upload("Vurderingen, skannet eller fotografert")


class EndInabilityForm(Happened):
    """From when the person answers herself again."""

    on = DayField(label="Siste dag andre svarer")
    reason = forms.CharField(label="Hvorfor?", max_length=200)


class MandateForm(Happened):
    """The paper that shows a mandate."""

    field_order = ("file", "on")
    on = DayField(label="Dagen du så papiret")
    file = upload("Papiret, skannet eller fotografert")


class ShareForm(Form):
    """What is shared by law: with whom, what, why, until when, and how the person was told."""

    employment = PickField(label="Hvem skal få se det?")
    parts = several("part", "Hva er nødvendig?")
    life_areas = several("life_area", "Bare disse livsområdene (valgfritt)", required=False)
    why = text_area("Hvorfor er det nødvendig for å gi forsvarlig hjelp?", rows=3)
    until = DayField(label="Siste dag det deles")
    told_on = DayField(label="Dagen personen fikk vite det")
    told_how = forms.CharField(label="Hvordan fikk personen vite det?", max_length=200)

    def __init__(self, staff: Any, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["employment"].offer_grouped(staff)
        self.fields["parts"].error_messages["required"] = "Velg hva det er nødvendig å dele."


class ObjectForm(Form):
    """Who said no, as the coordinator writes it in."""

    by = forms.CharField(label="Hvem har sagt nei?", max_length=150)
