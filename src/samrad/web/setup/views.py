"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


wizard = _later
units = _later
add_unit = _later
unit = _later
close_unit = _later
add_agency = _later
staff = _later
add_employee = _later
import_staff = _later
employee = _later
end_employment = _later
sign_in = _later
letterhead = _later
