"""What a municipality sets: its words, its parameters, and the legal values they must not fall short of."""

from datetime import date
from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.language import Term
from samrad.duties.problems import nearest
from samrad.duties.routine import HolderRole, LegalValue, Setting
from samrad.duties.schema.values import Values

SETTING_TYPES = ("span", "count", "flag", "choice", "text")


class Settings(Values):
    """Reads the terms, holder roles, settings and legal values of a routine."""

    def _terms(self) -> dict[str, dict[str, Term]]:
        forms = ("gender", "sg", "sg_def", "pl", "pl_def", "join")
        found: dict[str, dict[str, Term]] = {}
        for name, by_lang in self._with_the_base("terms").items():
            place = f"terms.{name}"
            if not isinstance(by_lang, dict) or "nb" not in by_lang:
                self.bad(place, "Ordet mangler på bokmål (nb).")
                continue
            for lang, table in by_lang.items():
                if self.keys(f"{place}.{lang}", table, forms, forms):
                    self.one_of(f"{place}.{lang}.gender", table["gender"], ("m", "f", "n"))
                    found.setdefault(name, {})[lang] = Term(**{form: str(table[form]) for form in forms})
        return found

    def _legal(self, place: str, key: str, table: Any) -> LegalValue | None:
        if not self.keys(place, table, ("values", "stricter", "source", "text"), ("values", "stricter", "source")):
            return None
        values = []
        rows = table["values"] if isinstance(table["values"], list) else [None]
        for row in [one if isinstance(one, dict) else {} for one in rows]:
            if not isinstance(row.get("from"), date) or not isinstance(row.get("value"), int):
                self.bad(f"{place}.values", "Hver verdi skal ha «from» (dato) og «value» (tall).")
                return None
            values.append((row["from"], row["value"]))
        return LegalValue(
            key,
            tuple(sorted(values)),
            self.one_of(f"{place}.stricter", table["stricter"], ("higher", "lower", "equal")),
            str(table["source"]),
            self.text(f"{place}.text", table.get("text")),
        )

    def _settings(self) -> dict[str, Setting]:
        declared = self._with_the_base("setting")
        values = self.document.get("settings", {})
        for key in values:
            if key not in declared:
                self.bad(f"settings.{key}", "Ukjent innstilling.", suggestion=nearest(key, declared))
        found: dict[str, Setting] = {}
        for key, table in declared.items():
            place = f"setting.{key}"
            if not self.keys(
                place, table, ("type", "title", "value", "source", "choices", "law"), ("type", "title", "source")
            ):
                continue
            kind = self.one_of(f"{place}.type", table["type"], SETTING_TYPES)
            choices = tuple(table.get("choices", ()))
            value = self._setting_value(key, kind, values.get(key, table.get("value")), choices)
            self._against_law(key, value, str(table.get("law", "")))
            found[key] = Setting(
                key,
                kind,
                self.text(f"{place}.title", table["title"]),
                value,
                self.sources(place, table["source"]),
                choices,
                str(table.get("law", "")),
            )
        return found

    def _setting_value(self, key: str, kind: str, value: Any, choices: tuple[str, ...]) -> Any:
        place = f"settings.{key}"
        if value is None or value == "open":
            return None
        if kind == "span":
            return self.span(place, value)
        if kind == "choice":
            return self.one_of(place, value, choices)
        right = {"count": int, "flag": bool, "text": str}[kind]
        if not isinstance(value, right) or (kind == "count" and isinstance(value, bool)):
            wanted = {"count": "et helt tall", "flag": "true eller false", "text": "en tekst"}[kind]
            self.bad(place, f"Her skal det stå {wanted}, ikke «{value}».")
            return None
        return value

    def _against_law(self, key: str, value: Any, law: str) -> None:
        if not law:
            return
        legal = self.legal.get(law)
        if legal is None:
            self.bad(f"setting.{key}.law", f"Ukjent lovverdi «{law}».", suggestion=nearest(law, self.legal))
            return
        bound = legal.values[-1][1]
        weaker = {"higher": value is not None and value < bound, "lower": value is not None and value > bound,
                  "equal": value is not None and value != bound}[legal.stricter]  # fmt: skip
        if weaker:
            self.bad(
                f"settings.{key}",
                f"{value} er svakere enn loven, som sier {bound} ({legal.source}). "
                "Behold kommunens tekst under [notes] og bruk lovens verdi.",
            )

    def _holder(self, place: str, key: str, table: Any) -> HolderRole | None:
        if not self.keys(place, table, ("name", "unit_kind", "find", "otherwise"), ("name", "unit_kind")):
            return None
        return HolderRole(
            key,
            self.text(f"{place}.name", table["name"]),
            self.one_of(f"{place}.unit_kind", table["unit_kind"], words.UNIT_KINDS),
            self.one_of(f"{place}.find", table.get("find"), ("seat", "leader"), "seat"),
            self.one_of(f"{place}.otherwise", table.get("otherwise"), words.ROLES, "ke"),
        )
