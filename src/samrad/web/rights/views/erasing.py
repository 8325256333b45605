"""Erasing a text: which kind, which text, and why."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, OFFICE, Sight
from samrad.cases.rules import Part
from samrad.rights.operations.erasing import erase
from samrad.rights.queries import entries, erasures_of, kinds_seen, part_of
from samrad.rights.rules import ErasureGround
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.gate import case_page
from samrad.web.layout.words import word
from samrad.web.rights.forms import EraseForm
from samrad.web.rights.present import entry_words

TAB = "case:overview"


@case_page(None, *LEADING, *OFFICE)
def kinds(request: Any, sight: Sight) -> HttpResponse:
    """The kinds of text of the case, and what has been erased."""
    context = {
        "head": head(sight, TAB),
        "heading": "Slett noe i saken",
        "groups": _by_part(kinds_seen(sight)),
        "erasures": [(one, entry_words(one.thing)) for one in erasures_of(sight.case)],
    }
    return render(request, "rights/erase_kinds.html", context)


def _by_part(kinds: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of text with their words, under the part of the case they stand in, in the order of the parts."""
    groups: dict[Part, list[tuple[str, str]]] = {part: [] for part in Part}
    for name in kinds:
        part = part_of(name)
        if part is not None:
            groups[part].append((name, entry_words(name)))
    return [(word("part", part), found) for part, found in groups.items() if found]


@case_page(None, *LEADING, *OFFICE)
def listed(request: Any, sight: Sight, entry: str) -> HttpResponse:
    """The texts of one kind, newest first."""
    if entry not in kinds_seen(sight):
        raise Http404
    context = {
        "head": head(sight, TAB),
        "heading": f"Slett: {entry_words(entry).lower()}",
        "entry": entry,
        "rows": entries(sight.case, entry),
    }
    return render(request, "rights/erase_list.html", context)


@case_page(None, *LEADING, *OFFICE)
def erase_one(request: Any, sight: Sight, entry: str, entry_id: int) -> HttpResponse:
    """One text, and why it is erased."""
    found = next((one for one in entries(sight.case, entry) if one.pk == entry_id), None)
    if found is None or entry not in kinds_seen(sight):
        raise Http404

    def run(given: dict[str, Any]) -> None:
        ground = ErasureGround(given.pop("ground"))
        erase(actor=request.actor, case=sight.case, thing=entry, thing_id=entry_id, ground=ground, **given)

    return form_page(
        request, EraseForm(request.POST or None), run, heading=f"Slett: {entry_words(entry).lower()}",
        submit="Slett for godt", danger=True, done="Teksten er slettet. Loggen viser bare at det skjedde.",
        lead=f"«{found.begins}»", template="rights/erase.html",
        **form_frame(sight, TAB, at("rights:erase_list", sight, entry=entry)),
    )  # fmt: skip
