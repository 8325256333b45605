from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "samrad.services"
    label = "services"
