"""Addresses of intake."""

from django.urls import path

from samrad.web.intake import views

app_name = "intake"
urlpatterns = [
    path("meld/", views.public, name="public"),
    path("meld/takk/", views.thanks, name="thanks"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("heftet/", views.booklet, name="booklet"),
    path("heftet/pdf/", views.booklet_pdf, name="booklet_pdf"),
    path("henvendelser/", views.queue, name="queue"),
    path("henvendelser/ny/", views.new, name="new"),
    path("henvendelser/overta/", views.take_over, name="take_over"),
    path("sak/<int:case_id>/henvendelse/", views.case, name="case"),
    path("sak/<int:case_id>/henvendelse/<int:notice_id>/", views.notice, name="notice"),
    path("sak/<int:case_id>/henvendelse/vurder/", views.assess, name="assess"),
    path("sak/<int:case_id>/henvendelse/informer/", views.inform, name="inform"),
    path("sak/<int:case_id>/henvendelse/slutt/", views.decline, name="decline"),
    path("sak/<int:case_id>/henvendelse/sla-sammen/", views.join, name="join"),
    path("sak/<int:case_id>/koordinator/foresla/", views.propose, name="propose"),
    path("sak/<int:case_id>/koordinator/spor/", views.ask_leader, name="ask_leader"),
    path("sak/<int:case_id>/koordinator/enhet/", views.assign_unit, name="assign_unit"),
    path("sak/<int:case_id>/koordinator/svar/", views.clarify, name="clarify"),
    path("sak/<int:case_id>/koordinator/trekk/", views.withdraw_proposal, name="withdraw_proposal"),
    path("sak/<int:case_id>/koordinator/oppnevn/", views.appoint, name="appoint"),
    path("sak/<int:case_id>/soknad/", views.apply, name="apply"),
    path("sak/<int:case_id>/soknad/<int:application_id>/avgjor/", views.decide, name="decide"),
    path("sak/<int:case_id>/soknad/<int:application_id>/trekk/", views.withdraw, name="withdraw"),
    path("sak/<int:case_id>/soknad/<int:application_id>/brev/", views.decision_letter, name="decision_letter"),
]
