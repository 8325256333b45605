from django.apps import AppConfig


class RoutinesConfig(AppConfig):
    name = "samrad.routines"
    label = "routines"
