from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "samrad.people"
    label = "people"
