"""Addresses of emergency access."""

from django.urls import path

from samrad.web.emergency import views

CASE = "sak/<int:case_id>/nodinnsyn/"

app_name = "emergency"
urlpatterns = [
    path("nodinnsyn/", views.open_case, name="open"),
    path("nodinnsyn/kontroll/", views.controls, name="controls"),
    path("nodinnsyn/kontroll/<int:emergency_id>/", views.control, name="control"),
    path(CASE, views.of_case, name="case"),
    path(CASE + "<int:emergency_id>/avslutt/", views.end, name="end"),
    path(CASE + "<int:emergency_id>/vurder/", views.review, name="review"),
]
