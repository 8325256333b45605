"""Addresses of services."""

from django.urls import path

from samrad.web.service import catalogue, views

app_name = "service"
urlpatterns = [
    path("tilbud/", catalogue.offers, name="offers"),
    path("tilbud/nytt/", catalogue.add, name="add_offer"),
    path("tilbud/<int:offer_id>/", catalogue.change, name="offer"),
    path("tilbud/<int:offer_id>/fjern/", catalogue.withdraw, name="withdraw_offer"),
    path("sak/<int:case_id>/tilbud/", views.services, name="services"),
    path("sak/<int:case_id>/tilbud/<int:offer_id>/formidle/", views.convey, name="convey"),
    path("sak/<int:case_id>/behov/", views.need, name="need"),
    path("sak/<int:case_id>/behov/<int:need_id>/fjern/", views.remove, name="remove_need"),
]
