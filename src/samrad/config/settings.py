"""Settings of the Django project. Everything that differs between places comes from the environment."""

import os
from pathlib import Path
from typing import Any

import pghistory
from csp.constants import NONE, SELF

from samrad.config.environment import database, home, is_production, secret
from samrad.config.logs import configure_logs
from samrad.exchange.oidc.providers import read_providers

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
PRODUCTION = is_production()

DEBUG = False
SECRET_KEY = secret("SECRET_KEY", HOME / "secrets")
FIELD_KEYS = secret("FIELD_KEYS", HOME / "secrets").split(",")
LOOKUP_KEY = secret("LOOKUP_KEY", HOME / "secrets")

ALLOWED_HOSTS = os.environ.get("SAMRAD_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
PUBLIC_ADDRESS = os.environ.get("SAMRAD_ADDRESS", "http://127.0.0.1:8000")
BIND = os.environ.get("SAMRAD_BIND", "127.0.0.1")
SETUP_CODE = os.environ.get("SAMRAD_SETUP_CODE", "")

DATABASES = {
    "default": database(os.environ.get("DATABASE_URL", "postgresql://samrad_app@/samrad"), pool=True),
    "owner": database(os.environ.get("DATABASE_OWNER_URL", "postgresql://samrad_owner@/samrad"), pool=False),
}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DOMAIN = [
    "oversight", "worklist", "board",
    "rights",
    "closure", "deviations",
    "withholding", "transitions",
    "meetings", "contact", "services", "plans", "emergency", "teams", "coordinators", "ties", "consents", "papers",
    "cases", "routines", "accounts", "people", "agencies", "audit",
]  # fmt: skip
SCREENS = [
    "layout", "today", "account", "case", "intake", "team", "consent", "plan", "meeting", "oversight", "routine",
    "mine", "setup", "search", "closing", "unit", "deviation", "board", "transition",
    "service", "contact", "emergency",
    "rights",
    "withholding",
    "tie",
]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "samrad.kernel",
    *(f"samrad.{name}" for name in reversed(DOMAIN)),
    "samrad.documents",
    "samrad.exchange",
    "samrad.notices",
    "samrad.commands",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samrad.web.layout.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samrad.web.layout.middleware.CaseworkMiddleware",
]

ROOT_URLCONF = "samrad.config.urls"
WSGI_APPLICATION = "samrad.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / screen / "templates" for screen in SCREENS],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "samrad.web.layout.context.frame",
            ],
            "builtins": [
                "samrad.web.layout.templatetags.words",
                "django.templatetags.l10n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "samrad.web.layout.fields.Renderer"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account:sign_in"
LOGIN_REDIRECT_URL = "today:today"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

OIDC = read_providers(os.environ, production=PRODUCTION)
IDLE_SECONDS = 60 * int(os.environ.get("SAMRAD_IDLE_MINUTES", "20"))
PROXIES = int(os.environ.get("SAMRAD_PROXIES", "0"))
LIMITS = int(os.environ.get("SAMRAD_LIMITS", "1"))

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-samrad" if PRODUCTION else "samrad"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrftoken"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samrad.web.layout.errors.csrf_failed"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"), ("se", "Davvisámegiella")]
USE_I18N = True
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [path for path in [PACKAGE / "web" / "layout" / "static", HOME / "browser"] if path.exists()]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler",
                        "django.core.files.uploadhandler.TemporaryFileUploadHandler"]  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
MAX_PAPER_BYTES = 20 * 1024 * 1024
CLAMD = os.environ.get("SAMRAD_CLAMD", "")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SAMRAD_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SAMRAD_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAMRAD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMRAD_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SAMRAD_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SAMRAD_MAIL_FROM", "ikke-svar@samrad.example")
UNDO_SECONDS = int(os.environ.get("SAMRAD_UNDO_SECONDS", "60"))

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 2, "shutdown_graceful_timeout": 2, "delete_jobs": "successful"}

LOGGING_CONFIG = None
configure_logs(json=PRODUCTION)
