"""Addresses of mine."""

from django.urls import path

from samrad.web.mine import views

app_name = "mine"
urlpatterns = [
    path("min/", views.plan, name="plan"),
    path("min/moter/", views.meetings, name="meetings"),
    path("min/hvem-ser-hva/", views.who, name="who"),
    path("min/papirer/", views.papers, name="papers"),
]
