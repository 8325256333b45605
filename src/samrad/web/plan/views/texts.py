"""Writing one text of the plan: in place while one reads, or on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from samrad.cases.access import Sight, who_may_see
from samrad.kernel.clock import now, today
from samrad.kernel.errors import Refused, Stale
from samrad.plans.operations import write_text
from samrad.plans.queries import current_plan, earlier, text_in
from samrad.plans.rules import SECTION_PART, Section, in_first_person
from samrad.web.layout.acting import act
from samrad.web.layout.case import at, head
from samrad.web.layout.gate import case_page
from samrad.web.layout.words import word
from samrad.web.plan.addresses import WRITERS, to_plan
from samrad.web.plan.forms import TextForm
from samrad.web.plan.help import BEGIN, NOT_FIRST_PERSON
from samrad.web.plan.showing import letter, pen
from samrad.web.plan.views.goals import notes


@case_page(None, *WRITERS)
def text(request: Any, sight: Sight, section: str) -> HttpResponse:
    """One text: what stands there, who wrote it, who will read it, and the field to write in."""
    if section not in set(Section):
        raise Http404
    chosen = Section(section)
    if not sight.may(SECTION_PART[chosen]):
        raise Refused
    plan = current_plan(sight.case, today())
    if plan is None:
        raise Http404
    desk = Desk(request, sight, plan, chosen)
    if request.method == "POST":
        return desk.save()
    if request.htmx and "les" in request.GET:
        return desk.reading()
    return desk.writing()


class Desk:
    """One section of one plan, while it is being written by one actor."""

    def __init__(self, request: Any, sight: Sight, plan: Any, section: Section) -> None:
        self.request, self.sight, self.plan, self.section = request, sight, plan, section
        self.found = text_in(plan, section)

    def save(self) -> HttpResponse:
        """Saves what was typed; 409 with both texts when somebody else saved meanwhile, 422 when it cannot be saved."""
        form = TextForm(self.request.POST)
        try:
            if not act(form, self._write):
                return self._refused(form)
        except Stale as stale:
            return self._both(form, stale)
        self.found = text_in(self.plan, self.section)
        if self.request.htmx:
            return self.reading() if "done" in self.request.POST else self._beside("plan/text_saved.html")
        if self.found is not None and not in_first_person(self.found.text):
            messages.success(self.request, f"Lagret. {NOT_FIRST_PERSON}")
        else:
            messages.success(self.request, "Lagret.")
        return redirect(to_plan(self.sight, f"tekst-{self.section}"))

    def _write(self, given: dict[str, Any]) -> None:
        version = given["over"] if given["over"] is not None else given["version"]
        if self.found is not None and (self.found.text, self.found.version) == (given["text"], version):
            return
        write_text(actor=self.request.actor, plan=self.plan, section=self.section, text=given["text"], version=version)

    def _refused(self, form: TextForm) -> HttpResponse:
        if not self.request.htmx:
            return self.writing(form, status=422)
        sentence = next(iter(form.errors.values()))[0]
        return self._beside("plan/text_saved.html", status=422, error=sentence)

    def _both(self, form: TextForm, stale: Stale) -> HttpResponse:
        self.found = text_in(self.plan, self.section)
        if self.request.htmx:
            return self._beside("plan/text_both.html", status=409, stale=stale)
        return self.writing(form, status=409, stale=stale)

    def reading(self) -> HttpResponse:
        """The section as the plan shows it, to be laid back in its place."""
        return self._part("plan/section.html", one=letter(self.section, self.found), pen=pen(self.sight, frozenset()))

    def writing(self, form: TextForm | None = None, *, status: int = 200, stale: Stale | None = None) -> HttpResponse:
        """The field to write in: a part of the plan for htmx, else a page."""
        version = self.found.version if self.found else 0
        if form is None or stale is not None:
            written = form.data.get("text", "") if form else (self.found.text if self.found else "")
            form = TextForm(initial={"text": written, "version": version})
        name = "plan/text_edit.html" if self.request.htmx else "plan/text.html"
        return self._part(name, status=status, form=form, stale=stale, **self._around())

    def _around(self) -> dict[str, Any]:
        holders = who_may_see(self.sight.case, SECTION_PART[self.section])
        names = dict.fromkeys(
            f"{one.name}, {one.unit}" if one.unit and not self.sight.without_group else one.name for one in holders
        )
        page = {"base": "layout/case.html", "head": head(self.sight, "plan:plan")}
        more = {} if self.request.htmx else page
        return {
            "notes": notes(self.request),
            "readers": list(names),
            "earlier": earlier(self.found) if self.found is not None and not self.request.htmx else [],
            "back": to_plan(self.sight, f"tekst-{self.section}"),
            **more,
        }

    def _beside(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """What goes beside the field, which itself is left as it stands."""
        response = self._part(template, status=status, **context)
        response["HX-Reswap"] = "none"
        return response

    def _part(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        common = {
            "slug": str(self.section),
            "heading": word("section", self.section),
            "found": self.found,
            "case_id": self.sight.case.pk,
            "url": at("plan:text", self.sight, section=str(self.section)),
            "begin": BEGIN[self.section],
            "foreign": self.found is not None and not in_first_person(self.found.text),
            "not_first_person": NOT_FIRST_PERSON,
            "at": now(),
        }
        return render(self.request, template, {**common, **context}, status=status)
