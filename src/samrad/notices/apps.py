from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "samrad.notices"
    label = "notices"
