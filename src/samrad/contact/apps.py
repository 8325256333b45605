from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "samrad.contact"
    label = "contact"
