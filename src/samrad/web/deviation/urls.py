"""Addresses of deviations and of matters that are raised."""

from django.urls import path

from samrad.web.deviation.views import handling, lifting, reporting

CASE, ONE, MATTER = "sak/<int:case_id>/avvik/", "<int:deviation_id>/", "sak/<int:case_id>/loft/"

app_name = "deviation"
urlpatterns = [
    path("avvik/", handling.queue, name="queue"),
    path(CASE, reporting.everything, name="all"),
    path(CASE + "nytt/", reporting.report, name="report"),
    path(CASE + ONE, reporting.deviation, name="deviation"),
    path(CASE + ONE + "tiltak/", reporting.measures, name="measures"),
    path(CASE + ONE + "videre/", reporting.cannot, name="cannot"),
    path(CASE + ONE + "lukk/", reporting.close, name="close"),
    path(CASE + ONE + "avgjor/", handling.decide, name="decide"),
    path(CASE + ONE + "til-teamet/", handling.to_board, name="to_board"),
    path(CASE + ONE + "svar-fra-teamet/", handling.answer, name="answer"),
    path(MATTER + "ny/", lifting.new, name="new_matter"),
    path(MATTER + "<int:matter_id>/", lifting.matter, name="matter"),
    path(MATTER + "<int:matter_id>/forsok/", lifting.attempt, name="attempt"),
    path(MATTER + "<int:matter_id>/lost/", lifting.solve, name="solve"),
    path(MATTER + "<int:matter_id>/neste/", lifting.step, name="step"),
    path("sak/<int:case_id>/tiltak/<int:activity_id>/utenfor/", lifting.outside, name="outside"),
]
