"""Django's settings; everything that differs between machines comes from the environment.

`DATABASE_URL` (`sqlite:///path` or `postgresql://…`), `SHOUHOU_HOME` (files that live beside the
database: attachments and the generated keys), `SHOUHOU_HOSTS`, `SHOUHOU_HTTPS`, `SHOUHOU_DEMO`,
and the head of every printed sheet: `SHOUHOU_COMPANY` with `_EN`, `_ADDRESS` and `_PHONE`.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("SHOUHOU_HOME", "data")).resolve()


def _key(name: str) -> str:
    """The secret kept in `HOME/<name>`; made once, readable by its owner alone."""
    path = HOME / name
    if not path.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # A reader must never wait for a writer (WAL), a writer must take its lock at BEGIN
        # (IMMEDIATE), and an acknowledged document must survive the power cut (FULL).
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.removeprefix("sqlite:///")) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                # Python keeps 128 prepared statements; there are some hundreds, and wide ones.
                "cached_statements": 1024,
                "timeout": 20,
                "init_command": pragmas,
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        # Nobody waits for ever. A page's or a check's statement is short: compiled to machine code
        # (which PostgreSQL does by its guess of the cost) it takes 100 ms instead of one.
        limits = "-c lock_timeout=5000 -c statement_timeout=30000"
        limits += " -c idle_in_transaction_session_timeout=30000 -c jit=off"
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            # A new connection knows no table yet: its first pages take half as long again.
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": limits, **query},
        }
    raise ValueError(f"DATABASE_URL must begin with sqlite:/// or postgresql://, not {url!r}")


DEBUG = False
SECRET_KEY = os.environ.get("SHOUHOU_SECRET_KEY") or _key("secret.key")
LEDGER_KEY = os.environ.get("SHOUHOU_LEDGER_KEY") or _key("ledger.key")
DEMO = os.environ.get("SHOUHOU_DEMO") == "1"
HTTPS = os.environ.get("SHOUHOU_HTTPS") == "1"
COMPANY = {
    "company": os.environ.get("SHOUHOU_COMPANY", "手机公司 (示例)"),
    "company_en": os.environ.get("SHOUHOU_COMPANY_EN", ""),
    "address": os.environ.get("SHOUHOU_COMPANY_ADDRESS", ""),
    "phone": os.environ.get("SHOUHOU_COMPANY_PHONE", ""),
}
ALLOWED_HOSTS = os.environ.get("SHOUHOU_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", f"sqlite:///{HOME}/shouhou.db"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # The doors stand first: their templates go before those of the libraries.
    "shouhou.staff",
    "shouhou.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_htmx",
    "shouhou.accounts",
    "shouhou.partners",
    "shouhou.catalog",
    "shouhou.stock",
    "shouhou.shipping",
    "shouhou.repair",
    "shouhou.exchange",
]

MIDDLEWARE = [
    "shouhou.web.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shouhou.web.first_login.change_password_first",
    "django_htmx.middleware.HtmxMiddleware",
    "shouhou.web.middleware.text_that_can_be_kept",
    "shouhou.web.middleware.origin_of_changes",
    "shouhou.web.middleware.answer_refusals",
]

SHOUHOU_NAVIGATION = "shouhou.staff.navigation.for_user"
CSRF_FAILURE_VIEW = "shouhou.web.errors.stale_form"
ROOT_URLCONF = "shouhou.urls"
WSGI_APPLICATION = "shouhou.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shouhou.web.context.shell",
                "shouhou.web.demo_logins.demo_logins",
            ],
            "builtins": ["shouhou.web.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "shouhou.web.forms.Renderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["shouhou.accounts.backends.RoleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "shouhou.web.login.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# The lock-out (accounts.lockout) counts in the database, so that it survives a restart;
# allauth's own counters live in a process's memory.
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": False}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
FILTERS_EMPTY_CHOICE_LABEL = gettext_lazy("all")
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = HOME / "attachments"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "shouhou.web.logs.RequestNumber"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
