from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "samrad.meetings"
    label = "meetings"
