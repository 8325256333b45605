"""What of a case can be withheld, and what is."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from samrad.cases.models import Case
from samrad.contact.models import Contact, Message
from samrad.meetings.models import AgendaItem
from samrad.papers.models import Paper
from samrad.plans.models import Activity, Goal
from samrad.withholding.models import Withheld
from samrad.withholding.rules import Thing

LONGEST = 80


@dataclass(frozen=True)
class Item:
    """One thing that can be withheld, in words. `pk` names it in a form: "activity-12"."""

    thing: Thing
    thing_id: int
    words: str

    @property
    def pk(self) -> str:
        """The thing and its number."""
        return f"{self.thing}-{self.thing_id}"


def items(case: Case) -> list[Item]:
    """Everything in the case that the reader may see and that can be withheld, the newest of each kind first.

    One query.
    """
    of = {"case": case}
    day = Func(F("on"), Value("DD.MM.YYYY"), function="to_char", output_field=CharField())
    found = [
        _told(Goal.objects.filter(**of), Thing.GOAL, F("title")),
        _told(Activity.objects.filter(**of), Thing.ACTIVITY, F("title")),
        _told(AgendaItem.objects.filter(**of, removed_on__isnull=True), Thing.POINT, F("title")),
        _told(Paper.objects.filter(**of, removed_on__isnull=True), Thing.PAPER, F("title")),
        _told(Message.objects.filter(**of), Thing.MESSAGE, F("text")),
        _told(Contact.objects.filter(**of), Thing.CONTACT, Concat(F("with_whom"), Value(", "), day)),
    ]
    rows = found[0].union(*found[1:], all=True)
    order = list(Thing)
    listed = [Item(Thing(kind), number, _short(words)) for kind, number, words in rows]
    return sorted(listed, key=lambda one: (order.index(one.thing), -one.thing_id))


def _told(rows: QuerySet[Any], thing: Thing, words: Any) -> QuerySet[Any, Any]:
    text = Cast(words, TextField())
    told: QuerySet[Any, Any] = rows.order_by().annotate(kind=Value(str(thing)), words=text)
    return told.values_list("kind", "pk", "words")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def withheld_in(case: Case) -> list[Withheld]:
    """What is withheld in the case now, as far as the reader may know of it, newest first."""
    return list(Withheld.objects.filter(case=case, lifted_on__isnull=True))


def mark_in(case: Case, withheld_id: int) -> Withheld | None:
    """One of them."""
    return Withheld.objects.filter(case=case, pk=withheld_id, lifted_on__isnull=True).select_related("case").first()
