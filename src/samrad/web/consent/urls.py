"""Addresses of consent."""

from django.urls import path

from samrad.web.consent import views

app_name = "consent"
urlpatterns = [
    path("sak/<int:case_id>/samtykke/", views.consents, name="consents"),
    path("sak/<int:case_id>/samtykke/ny/<slug:step>/", views.ask, name="ask"),
    path("sak/<int:case_id>/samtykke/hvem-svarer/", views.standing, name="standing"),
    path("sak/<int:case_id>/samtykke/hvem-svarer/vurdering/", views.inability, name="inability"),
    path(
        "sak/<int:case_id>/samtykke/hvem-svarer/vurdering/<int:inability_id>/avslutt/",
        views.end_inability,
        name="end_inability",
    ),
    path("sak/<int:case_id>/samtykke/hvem-svarer/mandat/<int:representation_id>/", views.mandate, name="mandate"),
    path("sak/<int:case_id>/samtykke/deling/ny/", views.share, name="share"),
    path("sak/<int:case_id>/samtykke/deling/<int:sharing_id>/nei/", views.object_to, name="object"),
    path("sak/<int:case_id>/samtykke/deling/<int:sharing_id>/avslutt/", views.end_sharing, name="end_sharing"),
    path("sak/<int:case_id>/samtykke/<int:consent_id>/", views.consent, name="consent"),
    path("sak/<int:case_id>/samtykke/<int:consent_id>/skjema/", views.form_pdf, name="form_pdf"),
    path("sak/<int:case_id>/samtykke/<int:consent_id>/svar/", views.answer, name="answer"),
    path("sak/<int:case_id>/samtykke/<int:consent_id>/mening/", views.hear, name="hear"),
    path("sak/<int:case_id>/samtykke/<int:consent_id>/trekk/", views.withdraw, name="withdraw"),
    path("sak/<int:case_id>/samtykke/<int:consent_id>/ta-bort/", views.narrow, name="narrow"),
    path("sak/<int:case_id>/samtykke/tilgang/<int:grant_id>/trekk/", views.withdraw_grant, name="withdraw_grant"),
    path("sak/<int:case_id>/hvem-ser-hva/", views.who, name="who"),
]
