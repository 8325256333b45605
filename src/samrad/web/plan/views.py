"""Not written yet."""

from django.http import Http404, HttpResponse


def _later(request, **keywords):  # type: ignore[no-untyped-def]
    raise Http404


plan = _later
open_plan = _later
period = _later
pdf = _later
text = _later
add_goal = _later
goal = _later
approve = _later
end_goal = _later
evaluate_goal = _later
add_activity = _later
activity = _later
settle = _later
evaluate_activity = _later
training = _later
publish = _later
edition = _later
