"""Writes the reference pages that are generated from the code: docs/oppslag/fakta.md."""

import sys
from pathlib import Path

from samrad.duties.vocabulary import ACTS, CHOICES, THINGS, Kind

PAGE = Path(__file__).resolve().parent.parent / "docs" / "oppslag" / "fakta.md"
HEAD = """# Fakta

Laget av `tools/reference.py` fra `samrad/duties/vocabulary.py`. Ikke rett denne siden for hånd.

Et faktum er noe som har skjedd, på en dag.
*Ting* har et liv: de begynner på `on`, og `ended` eller `cancelled` avslutter dem.
*Handlinger* gjøres én gang, med tingen som `parent`. Begge kan gjøre en plikt gjort.
"""


def page() -> str:
    """The page as it should be."""
    return "\n".join([HEAD, "## Ting", "", *_table(THINGS), "", "## Handlinger", "", *_table(ACTS), ""])


def _table(kinds: tuple[Kind, ...]) -> list[str]:
    rows = ["| slag | hva | hører til | egenskaper |", "|---|---|---|---|"]
    for kind in kinds:
        attrs = ", ".join(_attr(kind, name) for name in kind.attrs if name not in ("ended", "cancelled")) or "–"
        rows.append(
            f"| `{kind.name}` | {kind.meaning} | {', '.join(f'`{one}`' for one in kind.parents) or '–'} | {attrs} |"
        )
    return rows


def _attr(kind: Kind, name: str) -> str:
    allowed = CHOICES.get((kind.name, name))
    if allowed:
        return f"`{name}` ({' / '.join(allowed)})"
    target = kind.refs.get(name)
    return f"`{name}` ({'→ ' + target if target else kind.attrs[name].value})"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else "docs/oppslag/fakta.md er ikke oppdatert.")
    PAGE.write_text(page(), encoding="utf-8")
