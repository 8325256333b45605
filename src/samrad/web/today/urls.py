"""Addresses of I dag and of one duty."""

from django.urls import path

from samrad.web.today import views

app_name = "today"
urlpatterns = [
    path("", views.front, name="front"),
    path("i-dag/", views.page, name="today"),
    path("sak/<int:case_id>/plikt/<int:duty_id>/", views.duty, name="duty"),
    path("sak/<int:case_id>/plikt/merknad/<int:note_id>/angre/", views.undo_note, name="undo_note"),
]
