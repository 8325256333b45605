"""`samrad audit verify`: whether the log of who read and did what stands as it was sealed."""

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
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


def _since(oldest: datetime | None) -> str:
    if oldest is None:
        return ", og ingen av dem er fra de siste to døgnene"
    at = local(oldest)
    return f", den eldste av de ferske fra {say_date(at.date())} klokka {at:%H.%M}"


def _told(name: str, found: Verified, heads: Mapping[int, str]) -> Iterator[str]:
    yield f"{name}: {found.blocks} blokker med {found.rows} rader. {'Brudd.' if found.broken else 'Alle er hele.'}"
    for number in found.broken:
        yield f"  Blokk {number} er ikke slik den ble forseglet."
    if found.unsealed:
        yield f"  {found.unsealed} rader er ikke forseglet{_since(found.oldest_unsealed)}."
    if found.deletions:
        yield f"  {found.deleted} rader er slettet med saken de gjaldt, ved {found.deletions} forseglede slettinger."
    if heads:
        yield f"  Holdt mot {len(heads)} hoder som er oppbevart utenfor databasen."
