"""Addresses of contact."""

from django.urls import path

from samrad.web.contact import views

app_name = "contact"
urlpatterns = [
    path("sak/<int:case_id>/kontakt/", views.contact, name="contact"),
    path("sak/<int:case_id>/kontakt/skriv/", views.write, name="write"),
    path("sak/<int:case_id>/kontakt/<int:message_id>/svar/", views.answer, name="answer"),
    path("sak/<int:case_id>/kontakt/logg/", views.record, name="record"),
]
