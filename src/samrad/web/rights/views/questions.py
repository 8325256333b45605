"""Questions about visits, for who answers them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samrad.rights.operations.answering import answer_about_reading
from samrad.rights.queries import question_about_reading, questions_about_readings, reading
from samrad.web.layout.acting import form_page
from samrad.web.layout.gate import for_whom, log_list
from samrad.web.rights.due import due_days
from samrad.web.rights.forms import AnswerForm
from samrad.web.rights.log import line

answering = for_whom(
    lambda actor: actor.is_office or actor.is_system_owner,
    "Denne siden er for koordinerende enhet og systemansvarlig.",
)


@answering
def questions(request: Any) -> HttpResponse:
    """The questions, unanswered and oldest first, each with its last day."""
    found = list(questions_about_readings()[:100])
    due = due_days(one for one in found if one.answered_on is None)
    context = {"heading": "Spørsmål om oppslag", "rows": [(one, due.get(one.pk)) for one in found]}
    response = render(request, "rights/questions.html", context)
    log_list(request, {one.case_id for one in found})
    return response


@answering
def answer_question(request: Any, question_id: int) -> HttpResponse:
    """The visit, the question, and the answer."""
    found = question_about_reading(question_id)
    if found is None:
        raise Http404
    row = reading(found.reading_id)
    response = form_page(
        request, AnswerForm(request.POST or None),
        lambda given: answer_about_reading(actor=request.actor, request=found, **given),
        heading="Spørsmål om et oppslag", submit="Send svaret", done="Svaret er sendt.",
        template="rights/answer_question.html", question=found, line=line(row, found.case_id) if row else None,
        to=reverse("rights:questions"), back=reverse("rights:questions"),
    )  # fmt: skip
    log_list(request, [found.case_id])
    return response
