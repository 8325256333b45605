"""The forms of the routine: settings, a rule, the text, publishing, and a made-up case."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from samrad.duties.calendar import Span
from samrad.duties.language import say_span
from samrad.duties.routine import Routine, Setting
from samrad.duties.rule import Rule
from samrad.kernel.clock import today
from samrad.web.layout.fields import DayField, Form, YesNoField, text_area
from samrad.web.routine.example import DAYS
from samrad.web.routine.wording import CHOSEN

UNITS = {
    "dag": "day", "dager": "day", "uke": "week", "uker": "week",
    "måned": "month", "måneder": "month", "år": "year",
}  # fmt: skip
FORCES = [("must", "Skal"), ("should", "Bør"), ("may", "Kan")]
SIDES = [("before", "før"), ("after", "etter")]


def _spelled(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


class SpanField(forms.CharField):
    """A span of time in words ("2 uker"); cleans to what a routine's file says ("2 weeks"), or None when empty."""

    def __init__(self, **keywords: Any) -> None:
        keywords.setdefault("required", False)
        keywords.setdefault("help_text", "For eksempel «2 uker».")
        super().__init__(
            widget=forms.TextInput(attrs={"autocomplete": "off", "data-width": "auto", "size": "14"}), **keywords
        )

    def clean(self, value: Any) -> Any:
        """The span as a routine's file says it. Raises `ValidationError` where the words are no span."""
        text = str(super().clean(value) or "").strip().lower()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,4}) ?([a-zæøå]+)", text)
        if found is None or found.group(2) not in UNITS:
            raise forms.ValidationError("Skriv et tall og dager, uker, måneder eller år, for eksempel «2 uker».")
        return _spelled(int(found.group(1)), UNITS[found.group(2)])

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else is typed than what was shown."""
        return str(self.prepare_value(initial) or "") != str(data or "").strip()

    def prepare_value(self, value: Any) -> Any:
        return say_span(value) if isinstance(value, Span) else value


def _setting_field(one: Setting) -> forms.Field:
    label = str(one.title)
    needed: dict[str, Any] = {"label": label, "required": False}
    if one.type == "span":
        return SpanField(label=label)
    if one.type == "count":
        short = forms.TextInput(attrs={"inputmode": "numeric", "data-width": "auto", "size": "6"})
        return forms.IntegerField(min_value=0, max_value=1000, widget=short, **needed)
    if one.type == "flag":
        return YesNoField(**needed)
    if one.type == "choice":
        offered = [("", "Ikke bestemt"), *((key, CHOSEN.get(key, key)) for key in one.choices)]
        return forms.ChoiceField(choices=offered, **needed)
    return forms.CharField(max_length=200, **needed)


def settings_form(routine: Routine, given: Any = None) -> Form:
    """A form with one field for each setting of the routine, filled with what it says."""
    fields = {name: _setting_field(one) for name, one in routine.settings.items()}
    made: type[Form] = type("SettingsForm", (Form,), fields)
    return made(given, initial={name: one.value for name, one in routine.settings.items()})


class RuleForm(Form):
    """One rule: what, why, who, when, how binding, or that it is not used here."""

    title = forms.CharField(
        label="Hva skal gjøres?", max_length=120, help_text="Med verbet først, for eksempel «Send sakslisten»."
    )
    why = text_area("Forklaringen", rows=3, help_text="Skriv {due} der fristen skal stå. Samråd setter inn datoen.")
    holder = forms.ChoiceField(label="Hvem har ansvaret?")
    span = SpanField(label="Hvor lenge", help_text="For eksempel «1 uke». «0 dager» er samme dag.")
    side = forms.ChoiceField(label="Før eller etter?", choices=SIDES, widget=forms.RadioSelect, required=False)
    force = forms.ChoiceField(label="Hvor bindende er det?", choices=FORCES, widget=forms.RadioSelect)
    source = forms.CharField(
        label="Kilde",
        max_length=120,
        help_text="Punktet i rutinen eller loven, for eksempel «R-4». Flere skilles med komma.",
    )
    off = forms.CharField(
        label="Brukes ikke her, fordi", required=False, max_length=200, help_text="Fyll bare ut når regelen skal bort."
    )

    def __init__(self, routine: Routine, rule: Rule, given: Any = None) -> None:
        super().__init__(given, initial=_rule_now(rule))
        names = {**routine.roles, **{key: one.name for key, one in routine.holders.items()}}
        self.fields["holder"].choices = [(key, str(name)) for key, name in names.items()]
        self.rule = rule
        if rule.form != "once" or rule.due is None:
            del self.fields["side"]
        if rule.form == "always" or (rule.form == "once" and rule.due is None) or (rule.form == "every" and rule.per):
            del self.fields["span"]
        elif rule.set_by:
            name = str(routine.settings[rule.set_by].title)
            self.fields[
                "span"
            ].help_text = (
                f"Følger «{name}» under Frister og valg. Skriver du en annen tid, gjelder den bare denne regelen."
            )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if "span" in self.fields and not found.get("span") and "span" not in self.errors:
            self.add_sentence("Skriv hvor lenge, for eksempel «1 uke».", "span")
        return found

    def changes(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of the rule in a routine's file that differ from what the rule says now."""
        now = _rule_now(self.rule)
        found: dict[str, Any] = {
            key: given[key] for key in ("title", "why", "holder", "force") if given[key] != now[key]
        }
        sources = [one.strip() for one in given["source"].split(",") if one.strip()]
        if sources != list(self.rule.source):
            found["source"] = sources
        if "span" in self.fields:
            found |= self._when(given, now)
        if given["off"]:
            found["off"] = given["off"]
        return found

    def _when(self, given: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
        """When it is due, if that is changed. A length given by a setting stays so until another is written."""
        same = given["span"] == _span_key(now["span"])
        if same and given.get("side") == now.get("side"):
            return {}
        length = self.rule.set_by if same and self.rule.set_by else given["span"]
        if self.rule.form == "every":
            return {"rolling": length}
        return {"due": "same day" if length.startswith("0 ") else f"{length} {given['side']}"}


def _span_key(span: Any) -> str | None:
    return _spelled(span.count, span.unit) if isinstance(span, Span) else None


def _rule_now(rule: Rule) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": str(rule.title), "why": str(rule.why), "holder": rule.holder, "force": rule.force,
        "source": ", ".join(rule.source), "off": "",
    }  # fmt: skip
    if rule.form == "every":
        found["span"] = rule.span
    elif rule.form == "once" and rule.due is not None:
        found["span"], found["side"] = rule.due.span, "before" if rule.due.before else "after"
    return found


class TextForm(Form):
    """The whole draft as text."""

    text = text_area("Rutinen som TOML", rows=30, max_length=1_000_000, strip=False)
    before = forms.CharField(widget=forms.HiddenInput, required=False)


class BeginForm(Form):
    """What the draft begins as."""

    start = forms.ChoiceField(label="Hva vil du begynne med?", widget=forms.RadioSelect)
    title = forms.CharField(label="Hva skal rutinen hete?", max_length=200)


class EffectForm(Form):
    """From which day the draft is to apply, when its effect is counted."""

    valid_from = DayField(label="Dagen den skal gjelde fra", initial=today)


class PublishForm(Form):
    """From which day, what is new, and the word of who publishes."""

    valid_from = DayField(label="Dagen den skal gjelde fra", initial=today, help_text="dd.mm.åååå. Tidligst i dag.")
    news = text_area(
        "Hva er nytt?", rows=4, help_text="Står øverst i rutinen, så de som har lest den før, ser hva som er endret."
    )
    sure = forms.BooleanField(label="Jeg har lest gjennom utkastet, og kommunen har vedtatt det.")


def example_form(keys: list[tuple[str, str]], given: Any = None) -> Form:
    """A made-up case: which routine, the days things happen, and the day one looks from."""
    fields: dict[str, Any] = {"rutine": forms.ChoiceField(label="Rutine", choices=keys, required=False)}
    fields |= {key: DayField(label=label, required=False) for key, label in DAYS}
    fields["on"] = DayField(label="Sett fra dagen", initial=today, required=False)
    made: type[Form] = type("ExampleForm", (Form,), fields)
    return made(given)
