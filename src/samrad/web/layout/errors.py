"""The pages that say that something did not go."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """403 with the sentence, and nothing of what was asked for."""
    return render(request, "layout/error.html", {"heading": "Du har ikke tilgang", "sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same whether the thing is not there or is not for this person."""
    sentence = "Siden finnes ikke, eller den er ikke åpen for deg. Sjekk adressen, eller gå til forsiden."
    return render(request, "layout/error.html", {"heading": "Vi finner ikke siden", "sentence": sentence}, status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for what no browser sends: in a page that needs neither database nor session."""
    return render(request, "layout/unreadable.html", status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """500, in a page that needs neither database nor session."""
    return render(request, "layout/failed.html", status=500)


def csrf_failed(request: Any, reason: str = "") -> HttpResponse:
    """403 when the form is too old or came from elsewhere."""
    sentence = "Skjemaet var for gammelt. Gå tilbake, last siden på nytt og send en gang til."
    return render(
        request, "layout/error.html", {"heading": "Send skjemaet en gang til", "sentence": sentence}, status=403
    )
