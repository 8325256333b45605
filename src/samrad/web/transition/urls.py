"""Addresses of transition."""

from django.urls import path

from samrad.web.transition import changes, views

app_name = "transition"
OWN = "sak/<int:case_id>/overganger/"
urlpatterns = [
    path(OWN, views.transitions, name="transitions"),
    path(OWN + "livet/", views.life, name="life"),
    path(OWN + "skole/", views.school, name="school"),
    path(OWN + "skole/<int:record_id>/fjern/", views.take_back, name="take_back"),
    path(OWN + "oppgave/<str:task>/", views.task, name="task"),
    path(OWN + "oppgave/<str:task>/<str:piece>/", views.piece, name="piece"),
    path(OWN + "svar/<str:question>/", views.answering, name="answer"),
    path(OWN + "soknad/<str:aid>/", views.aid, name="aid"),
    path(OWN + "kontakt/", views.contact, name="contact"),
    path(OWN + "kontakt/<int:contact_id>/slutt/", views.contact_ends, name="end_contact"),
    path(OWN + "ny/", changes.new, name="new"),
    path(OWN + "<int:transition_id>/", changes.one, name="one"),
    path(OWN + "<int:transition_id>/endre/", changes.change, name="change"),
    path(OWN + "<int:transition_id>/avlys/", changes.cancel, name="cancel"),
    path(OWN + "<int:transition_id>/pakke/", changes.package, name="package"),
    path(OWN + "<int:transition_id>/steg/<str:stage>/", changes.step, name="step"),
    path(OWN + "<int:transition_id>/fordel/<str:task>/", changes.assigning, name="assign"),
]
