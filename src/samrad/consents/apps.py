from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "samrad.consents"
    label = "consents"
