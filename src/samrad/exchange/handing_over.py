"""The plan as a package for another municipality: to read (PDF) and to take in (JSON), and nothing else of the case."""

import io
import json
import zipfile
from collections.abc import Mapping

FORMAT = "samrad-plan-1"
TAKEN = ("texts", "period", "revise_on", "goals", "loose")


def plan_package(contents: Mapping[str, object], pdf: bytes) -> bytes:
    """A zip file with the goals, measures, responsible, times and evaluations of a plan (`editions.contents`)."""
    told = {"format": FORMAT, **{name: contents[name] for name in TAKEN}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("plan.json", json.dumps(told, ensure_ascii=False, indent=2))
        package.writestr("plan.pdf", pdf)
    return out.getvalue()
