"""Addresses of what is withheld."""

from django.urls import path

from samrad.web.withholding import views

CASE = "sak/<int:case_id>/holdt-tilbake/"

app_name = "withholding"
urlpatterns = [
    path(CASE, views.withheld, name="all"),
    path(CASE + "ny/", views.new, name="new"),
    path(CASE + "<int:withheld_id>/vis/", views.show_again, name="lift"),
]
