"""Addresses of signing in and of one's own account."""

from django.urls import path

from samrad.web.account import by_provider, drafts, own, views

app_name = "account"
urlpatterns = [
    path("inn/", views.sign_in, name="sign_in"),
    path("inn/kode/", views.code, name="code"),
    path("inn/kode/ny/", views.new_code_app, name="new_code_app"),
    path("inn/demo/", views.demo_sign_in, name="demo"),
    path("inn/med/<slug:provider>/", by_provider.start, name="start"),
    path("inn/fra/<slug:provider>/", by_provider.returned, name="returned"),
    path("inn/fra/<slug:provider>/ut/", by_provider.provider_signs_out, name="provider_signs_out"),
    path("inn/nokler.json", by_provider.keys, name="keys"),
    path("ut/", views.sign_out, name="sign_out"),
    path("rolle/", views.choose, name="choose"),
    path("konto/", own.own, name="own"),
    path("konto/passord/", own.password, name="password"),
    path("konto/innlogginger/avslutt/", own.end_session, name="end_session"),
    path("konto/gjenopprettingskoder/", own.recovery_codes, name="recovery_codes"),
    path("konto/kodeapp/", own.new_phone, name="new_phone"),
    path("inn/kode/gjenoppretting/", views.recovery, name="recovery"),
    path("inn/ark/", views.first_code, name="first_code"),
    path("utkast/", drafts.save, name="draft"),
    path("utkast/forkast/", drafts.forget, name="forget_draft"),
]
