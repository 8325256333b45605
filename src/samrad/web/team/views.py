"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


team = _later
open_team = _later
change = _later
contact_card = _later
add_seat = _later
seat = _later
fill = _later
end_holder = _later
expectations = _later
end_seat = _later
replace = _later
end_coordinator = _later
stand_in = _later
