"""Addresses of setup."""

from django.urls import path

from samrad.web.setup.views import letterhead, lists, staff, units, wizard

app_name = "setup"
urlpatterns = [
    path("oppsett/ny/", wizard.wizard, name="wizard"),
    path("oppsett/enheter/", units.units, name="units"),
    path("oppsett/enheter/ny/", units.add_unit, name="add_unit"),
    path("oppsett/enheter/<int:unit_id>/", units.unit, name="unit"),
    path("oppsett/enheter/<int:unit_id>/avslutt/", units.close_unit, name="close_unit"),
    path("oppsett/virksomheter/ny/", units.add_agency, name="add_agency"),
    path("oppsett/ansatte/", staff.staff, name="staff"),
    path("oppsett/ansatte/ny/", staff.add_employee, name="add_employee"),
    path("oppsett/ansatte/fil/", lists.import_staff, name="import"),
    path("oppsett/grupper/fremdrift/", lists.import_progress, name="import_progress"),
    path("oppsett/grupper/fil/", lists.import_groups, name="import_groups"),
    path("oppsett/grupper/mal/", lists.group_template, name="group_template"),
    path("oppsett/ansatte/<int:employment_id>/", staff.employee, name="employee"),
    path("oppsett/ansatte/<int:employment_id>/slutt/", staff.end_employment, name="end_employment"),
    path("oppsett/ansatte/<int:employment_id>/innlogging/", staff.sign_in, name="sign_in"),
    path("oppsett/ansatte/<int:employment_id>/innlogging/nullstill/", staff.reset_sign_in, name="reset_sign_in"),
    path("oppsett/ansatte/<int:employment_id>/innlogging/konto/", staff.tie, name="tie"),
    path("oppsett/ansatte/<int:employment_id>/innlogging/konto/fjern/", staff.untie, name="untie"),
    path("oppsett/brevhode/", letterhead.letterhead, name="letterhead"),
]
