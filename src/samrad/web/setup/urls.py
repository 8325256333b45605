"""Addresses of setup."""

from django.urls import path

from samrad.web.setup import views

app_name = "setup"
urlpatterns = [
    path("oppsett/ny/", views.wizard, name="wizard"),
    path("oppsett/enheter/", views.units, name="units"),
    path("oppsett/enheter/ny/", views.add_unit, name="add_unit"),
    path("oppsett/enheter/<int:unit_id>/", views.unit, name="unit"),
    path("oppsett/enheter/<int:unit_id>/avslutt/", views.close_unit, name="close_unit"),
    path("oppsett/virksomheter/ny/", views.add_agency, name="add_agency"),
    path("oppsett/ansatte/", views.staff, name="staff"),
    path("oppsett/ansatte/ny/", views.add_employee, name="add_employee"),
    path("oppsett/ansatte/fil/", views.import_staff, name="import"),
    path("oppsett/ansatte/<int:employment_id>/", views.employee, name="employee"),
    path("oppsett/ansatte/<int:employment_id>/slutt/", views.end_employment, name="end_employment"),
    path("oppsett/ansatte/<int:employment_id>/innlogging/", views.sign_in, name="sign_in"),
    path("oppsett/brevhode/", views.letterhead, name="letterhead"),
]
