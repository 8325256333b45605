"""Addresses of signing in and of one's own account."""

from django.urls import path

from samrad.web.account import views

app_name = "account"
urlpatterns = [
    path("inn/", views.sign_in, name="sign_in"),
    path("inn/kode/", views.code, name="code"),
    path("inn/demo/", views.demo_sign_in, name="demo"),
    path("ut/", views.sign_out, name="sign_out"),
    path("rolle/", views.choose, name="choose"),
    path("konto/", views.own, name="own"),
    path("konto/passord/", views.password, name="password"),
]
