from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "samrad.papers"
    label = "papers"
