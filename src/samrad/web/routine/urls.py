"""Addresses of routine."""

from django.urls import path

from samrad.web.routine.views import comparing, drafting, reading, trying

app_name = "routine"
urlpatterns = [
    path("rutine/", reading.read, name="read"),
    path("rutine/lest/", reading.confirm, name="confirm"),
    path("rutine/utgaver/", reading.versions_list, name="versions"),
    path("rutine/utgaver/<int:version_id>/", reading.version, name="version"),
    path("rutine/sammenlign/", comparing.compare, name="compare"),
    path("rutine/prov/", trying.try_it, name="try"),
    path("rutine/utkast/", drafting.draft_page, name="draft"),
    path("rutine/utkast/begynn/", drafting.begin, name="begin"),
    path("rutine/utkast/innstillinger/", drafting.settings, name="settings"),
    path("rutine/utkast/regler/", drafting.rules, name="rules"),
    path("rutine/utkast/regler/<str:rule_id>/", drafting.rule, name="rule"),
    path("rutine/utkast/tekst/", drafting.text, name="text"),
    path("rutine/utkast/virkning/", drafting.effect, name="effect"),
    path("rutine/utkast/publiser/", drafting.publish, name="publish"),
    path("rutine/utkast/forkast/", drafting.discard, name="discard"),
]
