from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "samrad.commands"
    label = "commands"
