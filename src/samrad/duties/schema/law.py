"""What a routine may not do: take from the law. Its legal values, and the duties the law gives, stand."""

from typing import Any

from samrad.duties import vocabulary as words
from samrad.duties.schema.files import the_law
from samrad.duties.schema.values import Values, listed


class Law(Values):
    """Holds a routine that builds on the law up against it."""

    def _keep_the_law(self) -> None:
        law = the_law()
        for key, value in law["legal"].items():
            if self.document.get("legal", {}).get(key, value) != value:
                self.bad(f"legal.{key}", f"Dette er lovens verdi ({value['source']}). En rutine kan ikke endre den.")
        for key, setting in law["setting"].items():
            own = self.document.get("setting", {}).get(key, setting)
            if "law" in setting and isinstance(own, dict) and own.get("law") != setting["law"]:
                self.bad(f"setting.{key}.law", f"Innstillingen følger loven: skriv «{setting['law']}».")
        mine = {row.get("id"): row for row in self.document.get("rule", [])}
        for rule in law["rule"]:
            own = mine.get(rule["id"])
            if own is not None and rule_of_law(rule):
                self._not_weaker(f"rule {rule['id']}", own, rule)

    def _not_weaker(self, place: str, own: dict[str, Any], rule: dict[str, Any]) -> None:
        cited = ", ".join(one for one in listed(rule["source"]) if one.startswith("L-"))
        if own.get("off"):
            self.bad(f"{place}.off", f"Plikten står i loven ({cited}) og kan ikke slås av.")
        if own.get("force", "must") != rule.get("force", "must") and own.get("force") in words.FORCES[1:]:
            self.bad(f"{place}.force", f"Plikten står i loven ({cited}): her må det stå «must».", ("must",))


def rule_of_law(rule: dict[str, Any]) -> bool:
    """Whether a rule of the base comes from the law, and not only from us."""
    return any(str(one).startswith("L-") for one in listed(rule.get("source")))
