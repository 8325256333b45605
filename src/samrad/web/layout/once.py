"""A form sent twice (a double press, a reload) is one act: the second is led where the first went."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from samrad.kernel.clock import now
from samrad.kernel.submissions import first_time, led_to


def once(request: Any, run: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `run`, which is called once for each token of the tag `once`. Inside the tenant's transaction."""
    token = _token(request)
    if token is None:
        return run()
    try:
        with transaction.atomic():
            first = first_time(token, now())
    except IntegrityError:
        return redirect(led_to(token) or request.path)
    response = run()
    if response.status_code in (302, 303):
        first.address = response["Location"]
        first.save(update_fields=["address"])
    else:
        first.delete()
    return response


def _token(request: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("_once", ""))
    except ValueError:
        return None
