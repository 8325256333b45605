"""The database holds the tenants apart, whatever the code forgets."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from samrad.kernel.models import TenantModel
from samrad.kernel.roles import check_app_role

OUTSIDE = {
    "agencies_municipality", "accounts_user", "django_session",
    "accounts_provideridentity", "accounts_usersession", "accounts_onetimecode", "accounts_tally", "django_content_type", "django_migrations",
    "auth_group", "auth_group_permissions", "auth_permission",
    "procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers",
    "pghistory_context",
}  # fmt: skip
LAYERS = ["audit", "agencies", "people", "accounts", "routines", "cases", "papers", "consents", "ties", "coordinators", "teams",
          "emergency", "plans", "services", "contact", "meetings", "withholding", "deviations", "closure", "rights", "board", "worklist", "oversight", "notices"]  # fmt: skip


def _tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_is_guarded_or_named_as_outside(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND NOT c.relforcerowsecurity AND p.polwithcheck IS NOT NULL"
        )
        guarded = {row[0] for row in cursor.fetchall()}
    assert _tables() - guarded == OUTSIDE & _tables()
    assert not guarded & OUTSIDE


def test_tenant_models_carry_the_policy(db: None) -> None:
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            assert any(type(one).__name__ == "TenantPolicy" for one in model._meta.constraints), model


def test_queries_that_forget_to_filter_see_nothing_without_a_tenant(db: None) -> None:
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            assert model._base_manager.count() == 0, model


def test_the_tests_run_as_the_app_role(db: None) -> None:
    check_app_role()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("samrad_app",)


@pytest.mark.parametrize("table", ["audit_event", "audit_reading", "audit_block", "audit_deletion"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_logs_are_only_added_to(db: None, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_foreign_keys_point_downwards() -> None:
    height = {name: index for index, name in enumerate(LAYERS)}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or model._meta.app_label not in height:
                continue
            target = field.related_model
            assert not isinstance(target, str)
            if target._meta.app_label in height:
                assert height[target._meta.app_label] <= height[model._meta.app_label], f"{model}.{field.name}"


def test_every_case_owned_row_knows_its_case() -> None:
    """So that access, erasure and the log reach it without a detour."""
    own = {
        "cases",
        "papers",
        "consents",
        "ties",
        "coordinators",
        "teams",
        "emergency",
        "plans",
        "services",
        "contact",
        "meetings",
        "deviations",
        "withholding",
        "closure",
        "worklist",
    }
    without = {"Case", "CourseTaken", "Forum", "PaperContent", "Offer"}
    for model in apps.get_models():
        if model._meta.app_label in own and model.__name__ not in without and not model.__name__.endswith("Event"):
            assert any(field.name == "case" for field in model._meta.get_fields()), model
