"""Files as answers: under names that tell nothing about whom or what they concern."""

from django.http import HttpResponse


def pdf(data: bytes, name: str) -> HttpResponse:
    """A PDF to read in the browser; `name` is neutral ("referat-12")."""
    return _file(data, "application/pdf", f"{name}.pdf", inline=True)


def scan(data: bytes, media_type: str, name: str) -> HttpResponse:
    """An uploaded paper, as it came."""
    return _file(data, media_type, name, inline=True)


def calendar(data: bytes) -> HttpResponse:
    """A calendar entry to take along."""
    return _file(data, "text/calendar; charset=utf-8", "mote.ics", inline=False)


def sheet(data: bytes, name: str) -> HttpResponse:
    """A spreadsheet to take along."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(data, kind, f"{name}.xlsx", inline=False)


def package(data: bytes, name: str) -> HttpResponse:
    """Several files in one, to take along."""
    return _file(data, "application/zip", f"{name}.zip", inline=False)


def _file(data: bytes, content_type: str, name: str, *, inline: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
