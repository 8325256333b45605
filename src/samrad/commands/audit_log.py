"""`samrad audit verify`: whether the log of who read and did what stands as it was sealed."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from samrad.agencies.queries import municipalities
from samrad.audit.queries import Verified, verify
from samrad.audit.rules import read_heads
from samrad.duties.language import say_date
from samrad.kernel.clock import local
from samrad.kernel.tenant import tenant


def report(heads: Path | None) -> int:
    """Verifies each municipality's log, against a file of heads too; 1 when a block is broken, 2 for a bad file."""
    try:
        kept = read_heads(heads.read_text("utf-8")) if heads is not None else {}
    except (OSError, ValueError):
        print(f"Kan ikke lese hodene i {heads}.", file=sys.stderr)
        return 2
    is_whole = True
    for municipality in municipalities():
        with tenant(municipality.pk):
            found = verify(kept.get(municipality.number, {}))
        is_whole = is_whole and not found.broken
        print("\n".join(_told(municipality.name, found, kept.get(municipality.number, {}))))
    return 0 if is_whole else 1


def _told(name: str, found: Verified, heads: Mapping[int, str]) -> Iterator[str]:
    yield f"{name}: {found.blocks} blokker med {found.rows} rader. {'Brudd.' if found.broken else 'Alle er hele.'}"
    for number in found.broken:
        yield f"  Blokk {number} er ikke slik den ble forseglet."
    if found.oldest_unsealed is not None:
        since = local(found.oldest_unsealed)
        yield f"  {found.unsealed} rader er ikke forseglet, den eldste fra {say_date(since.date())} {since:%H.%M}."
    if heads:
        yield f"  Holdt mot {len(heads)} hoder som er oppbevart utenfor databasen."
