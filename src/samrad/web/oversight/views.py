"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


overview = _later
sheet = _later
coordinators = _later
course = _later
seen = _later
