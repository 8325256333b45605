"""`samrad facts SAK`: a case as the engine sees it, without names, to try another routine on."""

import sys

from samrad.agencies.queries import municipalities
from samrad.cases.queries import case_numbered
from samrad.duties.facts import write_facts
from samrad.kernel.tenant import tenant
from samrad.worklist.queries import facts_of


def write(number: str, municipality_number: str | None) -> int:
    """Prints the facts of the case with this number as JSON. 1 when it is not found, or found in several places."""
    found = []
    for municipality in municipalities():
        if municipality_number in (None, municipality.number):
            with tenant(municipality.pk):
                case = case_numbered(number)
                if case is not None:
                    found.append((municipality, write_facts(facts_of([case.pk])[case.pk])))
    if len(found) == 1:
        sys.stdout.write(found[0][1])
        return 0
    if found:
        names = ", ".join(f"{one.number} ({one.name})" for one, _ in found)
        print(f"Saken finnes i flere kommuner. Velg med --municipality: {names}", file=sys.stderr)
    else:
        print(f"Finner ikke saken {number}.", file=sys.stderr)
    return 1
