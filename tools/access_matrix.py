"""Writes docs/oppslag/tilganger.md: the table of `samrad access matrix`, and the answers of every page to each persona.

The first is read off the program, the second is the specification the tests hold it against (tests/web/matrix.py).
"""

from pathlib import Path

from tools.own_database import on_own_database

PAGE = Path(__file__).resolve().parent.parent / "docs" / "oppslag" / "tilganger.md"
MARK = {"ja": "ja", "delvis": "(ja)", "nei": ""}
HEAD = """# Tilganger

Laget av `python -m tools.access_matrix`. Ikke rett denne siden for hånd.
`samrad access matrix` skriver det samme som CSV.

«(ja)» betyr at det også kommer an på samtykket, mandatet eller alderen.
Tilstandene *på pause* og *død, ikke avsluttet* svarer som *i gang* og står bare i CSV-en.
"""
LETTERS = """
`s` vises · `-` nektes (403) · `.` finnes ikke (404) · `>` ledes videre · `P` bare for å sende ·
`i` ledes til innlogging.
"""


def _table(head: list[str], body: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(head)} |", "|" + "---|" * len(head), *(f"| {' | '.join(row)} |" for row in body)]


def page() -> str:
    """The page as it should be."""
    from samrad.cases.access import grounds
    from samrad.commands.access_matrix import ROLES, STATES, columns, rows
    from tests.web import matrix

    head, listed = columns(), list(rows())
    first, roles = 3, 3 + len(grounds())
    lines = [HEAD, "## Grunnene", "", *(f"- `{one.name}`: {one.sentence}" for one in grounds().values()), ""]
    for kind, title in (("side", "Sider"), ("operasjon", "Operasjoner")):
        own = [row for row in listed if row[0] == kind]
        lines += [f"## {title} i en sak", ""]
        shown = [
            [f"`{row[1]}`", row[2], *(MARK[one] for one in row[first:roles])]
            for row in own
            if row[2] in (STATES[0], STATES[-1])
        ]
        lines += [*_table(["navn", "tilstand", *head[first:roles]], shown), "", f"## {title} utenfor en sak", ""]
        outside = [
            [f"`{row[1]}`", *(MARK[one] for one in row[roles:-1]), row[-1].replace("|", "/")]
            for row in own
            if row[2] not in STATES
        ]
        lines += [*_table(["navn", *ROLES, "regel"], outside), ""]
    lines += ["## Hver side mot hver persona, i demoen", LETTERS]
    answers = [[f"`{name}`", *(row[who] for who in matrix.PERSONAS)] for name, row in sorted(matrix.opened.items())]
    lines += _table(["side", *matrix.PERSONAS], answers)
    return "\n".join([*lines, ""])


def main() -> int:
    """Writes it."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    on_own_database(main)
