"""Addresses of oversight."""

from django.urls import path

from samrad.web.oversight.views import overview, report

app_name = "oversight"
urlpatterns = [
    path("oversikt/", overview.overview, name="overview"),
    path("oversikt/regneark/", overview.sheet, name="sheet"),
    path("koordinatorer/", overview.coordinators, name="coordinators"),
    path("koordinatorer/<int:employment_id>/kurs/", overview.course, name="course"),
    path("koordinatorer/forum/", overview.set_the_forum, name="forum"),
    path("oversikt/melding/<int:report_id>/sett/", overview.seen, name="seen"),
    path("rapport/", report.report, name="report"),
    path("rapport/til-deling/", report.shared, name="shared"),
    path("rapport/pdf/", report.report_pdf_file, name="report_pdf"),
    path("rapport/regneark/", report.report_sheet, name="report_sheet"),
    path("rapport/kpr-kostra/", report.returns_sheet, name="returns"),
    path("rapport/liste/<slug:what>/", report.report_list, name="report_list"),
]
