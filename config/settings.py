"""Settings, by environment only. `docs/deploy.md` lists every variable.

`DEVELOPMENT=1` (set by `python -m config.local`) turns on what must never exist elsewhere:
one-click sign-in and the mailbox page. Without it, weak or missing secrets are refused.
"""

from pathlib import Path
from typing import Any

import pghistory
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from config import logs
from config.gateways import (  # noqa: F401 (settings are read by name)
    ANYMAIL,
    EMAIL_PROVIDER,
    NOTIFY_API_KEY,
    NOTIFY_CALLBACK_TOKEN,
    NOTIFY_TEMPLATES,
    NOTIFY_URL,
)
from config.gateways import SECONDS as GATEWAY_SECONDS
from config.limits import ACCOUNT_RATE_LIMITS, MFA_TOTP_TOLERANCE  # noqa: F401 (by name)
from config.providers import *  # noqa: F403 (settings are read by name)
from config.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

DEVELOPMENT: bool = env.bool("DEVELOPMENT", False)
DEBUG: bool = env.bool("DEBUG", False)
SITE_NAME: str = env.str("SITE_NAME", "Shared Ground")
SITE_URL: str = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_PHONE: str = env.str("SITE_PHONE", "")
SITE_POST: str = env.str("SITE_POST", "")

# --- Secrets: refused when weak in production ------------------------------------------------
SECRET_KEY: str = env.str("SECRET_KEY", "development-only" if DEVELOPMENT else "")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DEVELOPMENT_KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMtISE="  # anybody can read it here
# Fernet keys, newest first; what people tell us they need is encrypted with the first.
ENCRYPTION_KEYS: list[str] = env.list("ENCRYPTION_KEYS", [DEVELOPMENT_KEY] if DEVELOPMENT else [])
if not DEVELOPMENT:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
        raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters.")
    if not ENCRYPTION_KEYS:
        raise ImproperlyConfigured("ENCRYPTION_KEYS must name at least one Fernet key.")
    if DEVELOPMENT_KEY in ENCRYPTION_KEYS:
        raise ImproperlyConfigured("ENCRYPTION_KEYS must not name the key of development.")
    try:
        [Fernet(_key) for _key in ENCRYPTION_KEYS]
    except ValueError as _no_key:
        raise ImproperlyConfigured("ENCRYPTION_KEYS must be Fernet keys.") from _no_key

ALLOWED_HOSTS: list[str] = env.list(
    "ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEVELOPMENT else []
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# --- Apps, in the one line of imports (leftmost last) -----------------------------------------
INSTALLED_APPS = [
    "accounts.admin_config.OperatorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_structlog",
    "pghistory",
    "pgtrigger",
    "template_partials",
    "accounts",
    "reminders",
    "partnership",
    "leaders",
    "challenges",
    "coproduction",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondStepMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.PagePrivacyMiddleware",
    "partnership.middleware.HatMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnership.context.site",
            ],
        },
    }
]
FORM_RENDERER = "accounts.rendering.PageForms"

# --- Database, broker, cache -------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.dj_db_url("DATABASE_URL", "postgres:///shared_ground"),
        "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# How like a word has to be, for a search by trigrams to look at it: "kichen" is 0.5 like "kitchen".
LIKE_ENOUGH = "-c pg_trgm.word_similarity_threshold=0.35"
DATABASES["default"]["OPTIONS"].setdefault("options", LIKE_ENOUGH)
# An address is unique among those that were proved; most people have none.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHE_URL: str = env.str("CACHE_REDIS_URL", REDIS_URL.rsplit("/", 1)[0] + "/1")
CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 12

# --- Celery: the database is the queue of record, Celery only wakes it -------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# --- People and sign-in ------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_page"
ACCOUNT_ADAPTER = "accounts.adapter.PersonAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# allauth keeps addresses, proved or not, in its own table; Person.email is ours to fill.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code that signs in is the proof
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_FORMS = {
    "request_login_code": "accounts.forms.SignInForm",
    "confirm_login_code": "accounts.forms.SignInCodeForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever is signed in has proved an address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT  # http://localhost

# --- Messages ----------------------------------------------------------------------------------
for _name, _value in env.dj_email_url("EMAIL_URL", "smtp://127.0.0.1:1025").items():
    globals()[_name] = _value
if EMAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
EMAIL_TIMEOUT = GATEWAY_SECONDS
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <hello@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where the development mail catcher keeps what was sent; only `/dev/mailbox/` reads it.
MAILBOX: str = env.str("MAILBOX", str(BASE_DIR / ".local" / "mail"))

# --- History -----------------------------------------------------------------------------------
# The context is kept in each event, so that the record cannot be changed by changing a shared row.
PGHISTORY_BASE_MODEL = "accounts.events.Event"
PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

# --- Language and time: stored in UTC, shown as people in England read a clock ------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["config.formats"]
PHONENUMBER_DEFAULT_REGION = "GB"

# --- Static files ------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = None if DEVELOPMENT else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT

# --- Security ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEVELOPMENT
SECURE_SSL_REDIRECT: bool = env.bool("SECURE_SSL_REDIRECT", not DEVELOPMENT)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEVELOPMENT
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Without it every visitor has the proxy's address, and limits by address are for all together.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 4
FILE_UPLOAD_HANDLERS = ["partnership.imports.bounded.BoundedUpload"]

# --- Logs: never an address, a code or a need -----------------------------------------------------
logs.configure()
LOGGING = logs.to_the_console(level=env.str("LOG_LEVEL", "INFO"))
