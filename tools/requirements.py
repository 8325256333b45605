"""Prints which rows of docs/oppslag/krav.tsv have a test marked with their id."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    rows = [line.split("\t") for line in (ROOT / "docs/oppslag/krav.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    marked: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for mark in re.finditer(r"requirement\(([^)]*)\)", text, flags=re.S):
            for row in re.findall(r"S\d-\d{3}", mark.group(1)):
                marked.setdefault(row, []).append(path.relative_to(ROOT).as_posix())
    for row in rows:
        where = ", ".join(sorted(set(marked.get(row[0], [])))) or "–"
        print(f"{row[0]}  {where}")
    unknown = sorted(set(marked) - {row[0] for row in rows})
    for seed in sorted({row[0].split("-")[0] for row in rows}):
        ids = [row[0] for row in rows if row[0].startswith(seed)]
        print(f"{seed}: {sum(one in marked for one in ids)} av {len(ids)}")
    print(f"Dekket: {len([row for row in rows if row[0] in marked])} av {len(rows)} rader.")
    if unknown:
        print("Ukjente rader i testene: " + ", ".join(unknown), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
