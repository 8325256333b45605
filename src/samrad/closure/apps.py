from django.apps import AppConfig


class ClosureConfig(AppConfig):
    name = "samrad.closure"
    label = "closure"
