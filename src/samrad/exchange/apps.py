from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "samrad.exchange"
    label = "exchange"
