"""Addresses of closing."""

from django.urls import path

from samrad.web.closing import views

app_name = "closing"
urlpatterns = [
    path("sak/<int:case_id>/avslutt/", views.closing, name="closing"),
    path("sak/<int:case_id>/avslutt/lagret/", views.stored, name="stored"),
    path("sak/<int:case_id>/avslutt/ferdig/", views.close, name="close"),
]
