"""Forms of the plan: texts, goals, activities, evaluations, period and editions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django import forms

from samrad.cases.rules import LifeArea
from samrad.plans.rules import ActivityStatus
from samrad.teams.queries import Place
from samrad.web.layout.fields import DayField, Form, Happened, PickField, YesNoField, choice, text_area
from samrad.web.layout.words import word

if TYPE_CHECKING:
    from samrad.people.models import Person, RelatedPerson
    from samrad.plans.models import Activity, Goal

HIDDEN = forms.HiddenInput


class TextForm(Form):
    """One text of the plan. `over` is the newer version that was shown and is knowingly written over."""

    text = text_area("Det du vil skrive", rows=8, required=False, max_length=None)
    version = forms.IntegerField(widget=HIDDEN)
    over = forms.IntegerField(required=False, widget=HIDDEN)


class WantsForm(Form):
    """What a goal is, in the person's words."""

    title = forms.CharField(
        label="Målet, med egne ord", max_length=300, help_text="Begynn gjerne med «Jeg vil …» eller «Jeg ønsker …».",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    why = text_area("Hvorfor er det viktig?", rows=3, required=False, help_text="«Da kan jeg …»")
    life_area = choice("life_area", "Hvilken del av livet gjelder det?", radio=False)
    serves = PickField(label="Støtter det et mål om skole eller utdanning?", required=False)

    def offer_education(self, goals: "Iterable[Goal]", but: int | None = None) -> None:
        """Offers the goals of education that this one may support; without any, it is not asked."""
        found = [one for one in goals if one.life_area == LifeArea.SCHOOL and one.ended_on is None and one.pk != but]
        self.fields["serves"].offer([(one, one.title) for one in found], blank="Nei")
        if not found:
            del self.fields["serves"]


class GoalForm(WantsForm, Happened):
    """A new goal."""

    on = DayField(label="Dagen målet ble satt")
    field_order = ("title", "why", "life_area", "serves", "on")


class ChangeGoalForm(WantsForm):
    """A goal that is rewritten."""

    version = forms.IntegerField(widget=HIDDEN)


class ApproveForm(Happened):
    """The person has said that the goal is hers."""

    on = DayField(label="Dagen det ble sagt")


class EndGoalForm(Happened):
    """Puts a goal aside."""

    on = DayField(label="Dagen målet ble nådd eller lagt bort")
    reason = forms.CharField(
        label="Er målet nådd, eller gjelder det ikke lenger?",
        max_length=200,
        help_text="For eksempel «Nådd: jeg tar bussen alene».",
    )


class EvaluationForm(Happened):
    """How it goes."""

    text = text_area("Hvordan går det?", help_text="Det du skriver her, blir stående. Det kan ikke endres etterpå.")
    on = DayField(label="Dagen dette gjelder")
    field_order = ("text", "on")


class ResponsibleField(forms.ChoiceField):
    """Who does it: a seat, the person, somebody near, or nobody yet."""

    def __init__(self) -> None:
        super().__init__(label="Hvem er ansvarlig?", required=False)
        self._who: dict[str, dict[str, Any]] = {"": {}}
        self._groups: list[Any] = [("", "Ingen ennå")]

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Each form has its own people to choose between: those of one case are never offered in another."""
        copied: Self = super().__deepcopy__(memo)
        copied._who, copied._groups = dict(self._who), list(self._groups)
        return copied

    def offer(self, person: "Person | None", near: "Iterable[RelatedPerson]", sitting: Iterable[Place]) -> None:
        """Offers the person, those near, and the seats; `person` None when one answers for own seats only."""
        self.required = person is None
        if person is None:
            self._groups = []
        else:
            self._who["subject"] = {"by_subject": True}
            self._groups.append(("Personen selv", [("subject", person.given_name)]))
        kin = [(f"kin-{one.pk}", {"related_person": one}, _kin_words(one)) for one in near]
        seats = [(f"seat-{one.seat.pk}", {"seat": one.seat}, _seat_words(one)) for one in sitting]
        for heading, rows in (("De nærmeste", kin), ("Gruppa", seats)):
            self._who.update({key: who for key, who, _ in rows})
            if rows:
                self._groups.append((heading, [(key, text) for key, _, text in rows]))
        self.choices = self._groups

    def keep(self, activity: "Activity") -> str:
        """Offers whoever is responsible now, also somebody who is no longer there to choose; gives the choice."""
        key, who, text = _present(activity)
        if key not in self._who:
            self._who[key] = who
            self._groups.append(("Nå", [(key, text)]))
            self.choices = self._groups
        return key

    def who(self, value: str) -> dict[str, Any]:
        """The choice as arguments of an operation."""
        return self._who[value]


def _seat_words(place: Place) -> str:
    name = place.holder.name if place.holder else "Ledig plass"
    return f"{name}, {place.seat.unit.name} ({place.seat.role})"


def _kin_words(one: "RelatedPerson") -> str:
    return f"{one.name} ({word('relation', one.relation).lower()})"


def _present(activity: "Activity") -> tuple[str, dict[str, Any], str]:
    seat, kin = activity.seat, activity.related_person
    if seat is not None:
        return f"seat-{seat.pk}", {"seat": seat}, f"{seat.unit.name} ({seat.role})"
    if kin is not None:
        return f"kin-{kin.pk}", {"related_person": kin}, _kin_words(kin)
    return ("subject", {"by_subject": True}, "Personen selv") if activity.by_subject else ("", {}, "")


class DoingForm(Form):
    """What shall be done, how, how much, for which goal, and by whom."""

    title = forms.CharField(label="Hva skal gjøres?", max_length=300)
    how = text_area("Hvordan?", rows=3, required=False)
    extent = forms.CharField(
        label="Hvor mye?", max_length=200, required=False, help_text="For eksempel «én time i uka»."
    )
    goal = PickField(label="Hvilket mål hører det til?", required=False)
    responsible = ResponsibleField()
    alternatives = text_area("Hvilke valg ble lagt fram for personen?", rows=2, required=False)
    chosen = forms.CharField(label="Hva valgte personen?", max_length=300, required=False)

    def ask_of_choice(self, asks: bool) -> None:
        """Leaves out what the person could choose between where the routine does not ask for it."""
        if not asks:
            del self.fields["alternatives"], self.fields["chosen"]

    @property
    def who(self) -> ResponsibleField:
        """The field of who is responsible, to offer choices in."""
        field = self.fields["responsible"]
        assert isinstance(field, ResponsibleField)
        return field


class ActivityForm(DoingForm, Happened):
    """Something new that shall be done."""

    due_on = DayField(label="Innen når?", required=False, help_text="dd.mm.åååå. Uten dato står det «mangler en dato».")
    status = choice("activity_status", "Hvor står det?", initial=ActivityStatus.PLANNED)
    on = DayField(label="Dagen dere ble enige om det")
    field_order = ("title", "how", "extent", "goal", "responsible", "alternatives", "chosen", "due_on", "status", "on")


class ChangeActivityForm(DoingForm):
    """Something that is rewritten; its date and status are settled by themselves."""

    version = forms.IntegerField(widget=HIDDEN)


class SettleForm(Happened):
    """A new status or date."""

    status = choice("activity_status", "Hvor står det nå?")
    due_on = DayField(label="Innen når?", required=False, help_text="dd.mm.åååå. Skriv en ny dato hvis den flyttes.")
    on = DayField(label="Dagen det skjedde")
    field_order = ("status", "due_on", "on")


class PeriodForm(Form):
    """How long the plan holds, and when it is looked at again."""

    period_until = DayField(label="Planen gjelder til og med", required=False, help_text="dd.mm.åååå. Kan stå tom.")
    revise_on = DayField(label="Vi ser på planen igjen senest", required=False)


class OpenForm(PeriodForm, Happened):
    """Opens a plan, after a yes to it."""

    on = DayField(label="Dagen planen begynner")
    consented = YesNoField(label="Er det sagt ja til at planen lages?")
    consented_by = forms.CharField(label="Hvem sa ja?", max_length=150)
    consented_on = DayField(label="Dagen det ble sagt ja")
    field_order = ("consented", "consented_by", "consented_on", "on", "period_until", "revise_on")

    def clean_consented(self) -> bool:
        """A plan is made only with a yes."""
        yes: bool = self.cleaned_data["consented"]
        if not yes:
            raise forms.ValidationError("Planen kan ikke lages uten et ja. Koordinator kan personen ha likevel.")
        return yes


class TrainingForm(Happened):
    """The members were shown how the plan is used."""

    on = DayField(label="Dagen gruppa fikk vist hvordan planen brukes")


class PublishForm(Happened):
    """An edition is made."""

    on = DayField(label="Dagen utgaven er ferdig")


class EndPlanForm(Happened):
    """The plan ends."""

    on = DayField(label="Siste dag med planen")
    reason = forms.CharField(label="Hvorfor avsluttes planen?", max_length=200)


def refill(made: Any, data: Any) -> Any:
    """The form with what was typed laid in its fields, not yet judged."""
    form = made(data)
    return made(initial={name: form[name].value() for name in form.fields})
