from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "samrad.rights"
    label = "rights"
