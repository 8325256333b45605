"""Addresses of ties."""

from django.urls import path

from samrad.web.tie import views

CASE = "sak/<int:case_id>/nar-tilknytning/"

app_name = "tie"
urlpatterns = [
    path("nar-tilknytning/", views.watch, name="watch"),
    path(CASE, views.of_case, name="case"),
    path(CASE + "meld/", views.report, name="report"),
    path(CASE + "vurder/", views.weigh, name="weigh"),
    path(CASE + "<int:tie_id>/slutt/", views.end, name="end"),
]
