"""Addresses of a case."""

from django.urls import path

from samrad.web.case.views import leading, looking, papers, people, ways_in

app_name = "case"
urlpatterns = [
    path("saker/", looking.mine, name="mine"),
    path("sak/<int:case_id>/", looking.overview, name="overview"),
    path("sak/<int:case_id>/hendelser/", looking.events, name="events"),
    path("sak/<int:case_id>/personen/", people.people, name="people"),
    path("sak/<int:case_id>/personen/rett/", people.person, name="person"),
    path("sak/<int:case_id>/personen/kontakt/", people.contact, name="contact"),
    path("sak/<int:case_id>/personen/meg/", people.own_contact, name="own_contact"),
    path("sak/<int:case_id>/personen/rett/<int:related_id>/", people.related, name="related"),
    path("sak/<int:case_id>/personen/ny/", people.add_related, name="add_related"),
    path(
        "sak/<int:case_id>/personen/fullmakt/<int:representation_id>/avslutt/", people.end_mandate, name="end_mandate"
    ),
    path("sak/<int:case_id>/personen/fullmakt/<int:representation_id>/steng/", people.withhold, name="withhold"),
    path("sak/<int:case_id>/personen/innlogging/", ways_in.open_sign_in, name="own_sign_in"),
    path("sak/<int:case_id>/personen/innlogging/<int:related_id>/", ways_in.open_sign_in, name="related_sign_in"),
    path("sak/<int:case_id>/personen/nummer/<int:related_id>/", ways_in.number, name="related_number"),
    path("sak/<int:case_id>/personen/ark/<int:access_id>/", ways_in.new_sheet, name="new_sheet"),
    path("sak/<int:case_id>/personen/ark/<int:access_id>/avslutt/", ways_in.end_sign_in, name="end_sign_in"),
    path("sak/<int:case_id>/personen/sperret/", people.protection, name="own_protection"),
    path("sak/<int:case_id>/personen/sperret/<int:related_id>/", people.protection, name="related_protection"),
    path("sak/<int:case_id>/tolk/", people.interpreter, name="interpreter"),
    path("sak/<int:case_id>/ta-imot/", leading.accepting, name="accept"),
    path("sak/<int:case_id>/kurs/", leading.course, name="course"),
    path("sak/<int:case_id>/meld-fra/", leading.reporting, name="report"),
    path("sak/<int:case_id>/pause/", leading.pausing, name="pause"),
    path("sak/<int:case_id>/dokumenter/", papers.documents, name="documents"),
    path("sak/<int:case_id>/dokumenter/nytt/", papers.upload, name="upload"),
    path("sak/<int:case_id>/dokumenter/<int:paper_id>/", papers.download, name="paper"),
    path("sak/<int:case_id>/dokumenter/arkivpakke/", papers.package, name="archive_package"),
    path("sak/<int:case_id>/dokumenter/<int:paper_id>/arkivert/", papers.archived, name="archived"),
    path("sak/<int:case_id>/dokumenter/<int:paper_id>/fjern/", papers.remove, name="remove_paper"),
]
