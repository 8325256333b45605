"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


consents = _later
ask = _later
consent = _later
form_pdf = _later
answer = _later
withdraw = _later
withdraw_grant = _later
who = _later
