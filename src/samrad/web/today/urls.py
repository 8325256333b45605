"""Addresses of I dag and of one duty."""

from django.urls import path

from samrad.web.today import offices, views

app_name = "today"
urlpatterns = [
    path("", views.front, name="front"),
    path("i-dag/", views.page, name="today"),
    path("i-dag/over-sakene/", offices.office_duty, name="office_duty"),
    path("i-dag/over-sakene/<int:office_note_id>/angre/", offices.take_back, name="take_back_office"),
    path("sak/<int:case_id>/plikt/<int:duty_id>/", views.duty, name="duty"),
    path("sak/<int:case_id>/plikt/merknad/<int:note_id>/angre/", views.undo_note, name="undo_note"),
]
