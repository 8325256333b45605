"""Addresses of oversight."""

from django.urls import path

from samrad.web.oversight import views

app_name = "oversight"
urlpatterns = [
    path("oversikt/", views.overview, name="overview"),
    path("oversikt/regneark/", views.sheet, name="sheet"),
    path("koordinatorer/", views.coordinators, name="coordinators"),
    path("koordinatorer/<int:employment_id>/kurs/", views.course, name="course"),
    path("oversikt/melding/<int:report_id>/sett/", views.seen, name="seen"),
]
