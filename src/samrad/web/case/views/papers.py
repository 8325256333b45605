"""The papers of the case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samrad.cases.access import LEADING, Sight
from samrad.cases.rules import Part
from samrad.exchange.archive import Kept, archive_package
from samrad.kernel.clock import today
from samrad.papers.operations import add_paper, mark_archived, remove_paper
from samrad.papers.queries import content, paper_in, papers
from samrad.papers.rules import Origin
from samrad.web.case import forms
from samrad.web.layout.acting import form_page
from samrad.web.layout.case import at, form_frame, head
from samrad.web.layout.context import present_routine
from samrad.web.layout.files import package as archive_file
from samrad.web.layout.files import scan
from samrad.web.layout.gate import case_page


@case_page(Part.DOCUMENTS)
def documents(request: Any, sight: Sight) -> HttpResponse:
    """The papers of the case."""
    context = {
        "head": head(sight, "case:documents"),
        "heading": "Dokumenter",
        "papers": [one for one in papers(sight.case) if sight.may(Part(one.part))],
        "may_add": sight.case.ended_on is None,
        "leading": sight.has(*LEADING, "registry"),
        "archives": present_routine(request).setting("central_archive"),
    }
    return render(request, "case/documents.html", context)


@case_page(Part.DOCUMENTS)
def upload(request: Any, sight: Sight) -> HttpResponse:
    """Adding a paper."""
    form = forms.PaperForm(request.POST or None, request.FILES or None, initial={"received_on": today()})

    def run(given: dict[str, Any]) -> None:
        add_paper(
            actor=request.actor,
            case=sight.case,
            part=Part(given["part"]),
            title=given["title"],
            content=given["file"].read(),
            received_on=given["received_on"],
            sender=given["sender"],
        )

    return form_page(
        request,
        form,
        run,
        heading="Legg til et papir",
        submit="Legg til",
        done="Papiret er lagt til.",
        **form_frame(sight, "case:documents", at("case:documents", sight)),
    )


@case_page()
def download(request: Any, sight: Sight, paper_id: int) -> HttpResponse:
    """The bytes of a paper, under a name that tells nothing."""
    paper = paper_in(sight.case, paper_id)
    if paper is None or not sight.may(Part(paper.part)):
        raise Http404
    return scan(content(paper), paper.media_type, f"papir-{paper.pk}.{paper.ending}")


@case_page(Part.DOCUMENTS, *LEADING, "registry")
def remove(request: Any, sight: Sight, paper_id: int) -> HttpResponse:
    """Taking a paper out of the case, with the reason."""
    paper = paper_in(sight.case, paper_id)
    if paper is None:
        raise Http404
    form = forms.RemovePaperForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda given: remove_paper(actor=request.actor, paper=paper, **given),
        heading="Fjern papiret",
        submit="Fjern papiret",
        danger=True,
        done="Papiret er fjernet. Loggen viser at det skjedde.",
        lead=f"«{paper.title}» blir borte for alle, og innholdet slettes.",
        **form_frame(sight, "case:documents", at("case:documents", sight)),
    )


@case_page(Part.DOCUMENTS, *LEADING, "registry")
def archived(request: Any, sight: Sight, paper_id: int) -> HttpResponse:
    """A paper was sent to the central archive."""
    paper = paper_in(sight.case, paper_id)
    if paper is None:
        raise Http404
    return form_page(
        request,
        forms.ArchivedForm(request.POST or None),
        lambda given: mark_archived(actor=request.actor, paper=paper, **given),
        heading="Sendt til sentralarkivet",
        submit="Registrer",
        done="Det er registrert.",
        lead=f"Gjelder «{paper.title}».",
        **form_frame(sight, "case:documents", at("case:documents", sight)),
    )


@case_page(Part.DOCUMENTS, *LEADING, "registry")
def package(request: Any, sight: Sight) -> HttpResponse:
    """The papers that came in, in one file for the archive, with a list of dates and senders."""
    came = [one for one in papers(sight.case) if one.origin == Origin.UPLOADED and sight.may(Part(one.part))]
    listed = [
        Kept(f"papir-{one.pk}.{one.ending}", one.title, one.received_on, one.sender, content(one)) for one in came
    ]
    return archive_file(archive_package(sight.case.number, listed), f"arkiv-{sight.case.pk}")
