from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "samrad.kernel"
    label = "kernel"
