"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


all = _later
meetings = _later
new = _later
meeting = _later
change = _later
move = _later
cancel = _later
ask = _later
support = _later
remove_participant = _later
reply = _later
letter = _later
posted = _later
add_item = _later
item = _later
remove_item = _later
move_item = _later
consult = _later
send = _later
undo = _later
interpreter = _later
double_time = _later
ics = _later
minutes = _later
minutes_pdf = _later
write = _later
attendance = _later
hold = _later
agree = _later
next = _later
no_next = _later
publish = _later
distribute = _later
note = _later
approve = _later
