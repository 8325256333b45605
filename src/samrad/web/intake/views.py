"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


public = _later
thanks = _later
booklet = _later
booklet_pdf = _later
queue = _later
new = _later
take_over = _later
case = _later
notice = _later
assess = _later
inform = _later
decline = _later
join = _later
propose = _later
ask_leader = _later
clarify = _later
withdraw_proposal = _later
appoint = _later
apply = _later
decide = _later
withdraw = _later
decision_letter = _later
