"""Every address of Samråd."""

from django.urls import URLPattern, URLResolver, include, path

SCREENS = (
    "today", "account", "case", "intake", "team", "consent", "plan", "meeting", "oversight", "routine", "mine", "setup",
    "search", "closing", "unit", "deviation", "board", "transition",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"samrad.web.{screen}.urls")) for screen in SCREENS]

handler404 = "samrad.web.layout.errors.not_found"
handler500 = "samrad.web.layout.errors.failed"
