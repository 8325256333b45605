"""Addresses of search."""

from django.urls import path

from samrad.web.search import views

app_name = "search"
urlpatterns = [
    path("sok/", views.search, name="search"),
]
