from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "samrad.oversight"
    label = "oversight"

    def ready(self) -> None:
        from samrad.cases.access import register_ground
        from samrad.oversight import access

        register_ground(access.REGISTRY)
        register_ground(access.HANDLING)
