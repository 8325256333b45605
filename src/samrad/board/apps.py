from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "samrad.board"
    label = "board"
