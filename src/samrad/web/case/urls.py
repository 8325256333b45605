"""Addresses of a case."""

from django.urls import path

from samrad.web.case import views

app_name = "case"
urlpatterns = [
    path("saker/", views.mine, name="mine"),
    path("sak/<int:case_id>/", views.overview, name="overview"),
    path("sak/<int:case_id>/hendelser/", views.events, name="events"),
    path("sak/<int:case_id>/personen/", views.people, name="people"),
    path("sak/<int:case_id>/personen/rett/", views.person, name="person"),
    path("sak/<int:case_id>/personen/ny/", views.add_related, name="add_related"),
    path("sak/<int:case_id>/personen/fullmakt/<int:representation_id>/avslutt/", views.end_mandate, name="end_mandate"),
    path("sak/<int:case_id>/personen/fullmakt/<int:representation_id>/steng/", views.withhold, name="withhold"),
    path("sak/<int:case_id>/personen/innlogging/", views.open_sign_in, name="own_sign_in"),
    path("sak/<int:case_id>/personen/innlogging/<int:related_id>/", views.open_sign_in, name="related_sign_in"),
    path("sak/<int:case_id>/tolk/", views.interpreter, name="interpreter"),
    path("sak/<int:case_id>/ta-imot/", views.accepting, name="accept"),
    path("sak/<int:case_id>/kurs/", views.course, name="course"),
    path("sak/<int:case_id>/meld-fra/", views.reporting, name="report"),
    path("sak/<int:case_id>/pause/", views.pausing, name="pause"),
    path("sak/<int:case_id>/dokumenter/", views.documents, name="documents"),
    path("sak/<int:case_id>/dokumenter/nytt/", views.upload, name="upload"),
    path("sak/<int:case_id>/dokumenter/<int:paper_id>/", views.download, name="paper"),
    path("sak/<int:case_id>/dokumenter/<int:paper_id>/fjern/", views.remove, name="remove_paper"),
]
