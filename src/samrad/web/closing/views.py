"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


closing = _later
stored = _later
close = _later
