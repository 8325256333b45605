from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "samrad.agencies"
    label = "agencies"
