"""Addresses of unit."""

from django.urls import path

from samrad.web.unit import views

app_name = "unit"
urlpatterns = [
    path("enheten/", views.unit, name="unit"),
    path("enheten/send-rutinen/", views.send_routine, name="send_routine"),
]
