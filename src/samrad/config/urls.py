"""Every address of Samråd."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"samrad.web.{screen}.urls")) for screen in settings.SCREENS if screen != "layout"
]

handler400 = "samrad.web.layout.errors.unreadable"
handler404 = "samrad.web.layout.errors.not_found"
handler500 = "samrad.web.layout.errors.failed"
