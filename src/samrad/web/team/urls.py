"""Addresses of team."""

from django.urls import path

from samrad.web.team import views

app_name = "team"
urlpatterns = [
    path("sak/<int:case_id>/team/", views.team, name="team"),
    path("sak/<int:case_id>/team/ny/", views.open_team, name="open"),
    path("sak/<int:case_id>/team/ikke-na/", views.not_now, name="not_now"),
    path("sak/<int:case_id>/team/endre/", views.change, name="change"),
    path("sak/<int:case_id>/team/kontaktkort/", views.contact_card, name="contact_card"),
    path("sak/<int:case_id>/team/plass/", views.add_seat, name="add_seat"),
    path("sak/<int:case_id>/team/plass/<int:seat_id>/", views.seat, name="seat"),
    path("sak/<int:case_id>/team/plass/<int:seat_id>/fyll/", views.fill, name="fill"),
    path("sak/<int:case_id>/team/plass/<int:seat_id>/ut/", views.end_holder, name="end_holder"),
    path("sak/<int:case_id>/team/plass/<int:seat_id>/forventninger/", views.expectations, name="expectations"),
    path("sak/<int:case_id>/team/plass/<int:seat_id>/skjul/", views.secret, name="secret"),
    path("sak/<int:case_id>/team/plass/<int:seat_id>/avslutt/", views.end_seat, name="end_seat"),
    path("sak/<int:case_id>/team/koordinator/", views.replace, name="replace"),
    path("sak/<int:case_id>/team/koordinator/avslutt/", views.end_coordinator, name="end_coordinator"),
    path("sak/<int:case_id>/team/fravar/", views.absence, name="absence"),
    path("sak/<int:case_id>/team/fravar/<int:absence_id>/slutt/", views.end_absence, name="end_absence"),
    path("sak/<int:case_id>/team/vara/", views.stand_in, name="stand_in"),
]
