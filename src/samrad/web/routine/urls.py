"""Addresses of routine."""

from django.urls import path

from samrad.web.routine import views

app_name = "routine"
urlpatterns = [
    path("rutine/", views.read, name="read"),
    path("rutine/lest/", views.confirm, name="confirm"),
]
