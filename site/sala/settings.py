"""Django's settings. Nothing needs to be set for one machine; docs/operators/settings.md lists what can be set."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import django
from django.utils.translation import gettext_lazy as _

from sala import environment

ROOT = environment.ROOT
DATA_DIR = environment.data_dir()

# The site and its safety

DEBUG = environment.flag("SALA_DEBUG")
SECRET_KEY = environment.secret_key(DATA_DIR)
BASE_URL = os.environ.get("SALA_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [
    *environment.words("SALA_ALLOWED_HOSTS"),
    urlsplit(BASE_URL).hostname or "",
    *("127.0.0.1", "localhost", "[::1]"),  # who looks from this machine whether it is well
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("SALA_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of the same site
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # … which is why DENY cannot be
IS_DEMO = environment.flag("SALA_DEMO")

# Applications: lower ones first, as in docs/developers/architecture.md

INSTALLED_APPS = [
    "sala",
    "search",
    "cases",
    "forms",
    "permits",
    "catalogue",
    "letters",
    "notifications",
    "accounts",
    "agency",
    "audit",
    "wagtail_modeladmin",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "formtools",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "sala.middleware.read_text_that_can_be_stored",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "sala.middleware.SayWhatIsInUse",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
ROOT_URLCONF = "sala.urls"
WSGI_APPLICATION = "sala.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Django's own templates for form fields: as an app, django.forms would claim our label "forms".
        "DIRS": [ROOT / "templates", Path(django.__file__).parent / "forms" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "catalogue.context_processors.site_frame",
                "sala.demo.context_processors.demo_mailbox",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'sala.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue for the file from their first statement; readers are never blocked (measured: no error under 4 writers).
    # FULL: what was committed is on the disk, also when the power fails. docs/decisions/0004 has the price.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Mail: to the server of SALA_EMAIL_URL, else into files

EMAIL_BACKEND = "sala.mail_files.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
if _server := environment.mail_server():
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _server.host, _server.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _server.user, _server.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _server.tls, _server.starttls
EMAIL_TIMEOUT = 10  # seconds for each answer; notifications.delivery.LEASE must outlast a dozen
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"no-reply@{urlsplit(BASE_URL).hostname or 'localhost'}"

# Languages and time

LANGUAGE_CODE = "th"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "site" / "sala" / "locale"]
WAGTAIL_I18N_ENABLED = True
# With "include subtree" on live pages wagtail-localize would save a stale child count and hide the translations.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "site" / "sala" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# Wagtail

WAGTAIL_SITE_NAME = "ศาลา Sala"
# The admin's own search looks for the text anywhere in a name: Wagtail's default cannot cut Thai and finds no word inside.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database.fallback"}}
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("th", "ไทย"), ("en", "English")]
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "password_required.html"  # noqa: S105 - a file
WAGTAIL_FRONTEND_LOGIN_TEMPLATE = "sign_in.html"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "xlsx"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # a Thai address loses its vowels and tone marks
TAGGIT_CASE_INSENSITIVE = True

# Search

ELASTICSEARCH_URLS = environment.words("ELASTICSEARCH_URL")
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_INDEX_NAME = os.environ.get("SALA_SEARCH_INDEX_NAME", "sala")
SEARCH_TIMEOUT_SECONDS = 2.0

# Letters

SIGNING_PKCS12 = os.environ.get("SALA_SIGNING_PKCS12", "")
SIGNING_PASSWORD = os.environ.get("SALA_SIGNING_PASSWORD", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"elastic_transport": {"level": "ERROR"}, "wagtail": {"level": "WARNING"}},
}
