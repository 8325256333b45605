from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samrad.plans"
    label = "plans"
