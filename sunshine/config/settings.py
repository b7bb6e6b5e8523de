"""All settings, in one file, from the environment only (prefix ``SUNSHINE_``).

docs/operate.md lists every variable; a guard test holds the two together.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sunshine.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent

HOME = Path(env.text("SUNSHINE_HOME", "var")).absolute()
RECORD_DIR = HOME / "record"
FILES_DIR = HOME / "files"
IMPORTS_DIR = HOME / "imports"
SEARCH_DIR = HOME / "search"
OPEN_DATA_DIR = HOME / "open-data"
MAIL_DIR = HOME / "mail"
COUNTS_DIR = HOME / "counts"
SCREENS_DIR = HOME / "screens"

DEBUG = False
SECRET_KEY = env.secret("SUNSHINE_SECRET_KEY", HOME / "secret.key")
# Apart from the key above: what is sealed must outlive a new key for sessions.
SEALING_KEY = env.secret("SUNSHINE_SEALING_KEY", HOME / "sealing.key")
SITE_URL = env.text("SUNSHINE_SITE_URL", f"http://localhost:{env.text('SUNSHINE_PORT', '8000')}")
PORT = env.number("SUNSHINE_PORT", 8000, least=1, most=65535)
BIND = env.text("SUNSHINE_BIND", "127.0.0.1")
# Requests one web process handles side by side: with one, a slow upload would hold up the site.
WEB_THREADS = env.number("SUNSHINE_WEB_THREADS", 4, least=1, most=64)
ALLOWED_HOSTS = env.words("SUNSHINE_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
SECURE = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# People of the sample may sign in without a second factor, but only on loopback.
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
SAMPLE_SIGN_IN = (
    env.switch("SUNSHINE_SAMPLE", False)
    and BIND in _LOOPBACK
    and urlsplit(SITE_URL).hostname in _LOOPBACK
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "js_asset",
    "django_prose_editor",
    "sunshine.ui",
    "sunshine.workdays",
    "sunshine.audit",
    "sunshine.jobs",
    "sunshine.orgs",
    "sunshine.notices",
    "sunshine.files",
    "sunshine.search",
    "sunshine.drafts",
    "sunshine.rulebook",
    "sunshine.gate",
    "sunshine.cases",
    "sunshine.letters",
    "sunshine.publishing",
    "sunshine.matters",
    "sunshine.imports",
    "sunshine.inforequests",
    "sunshine.figures",
    "sunshine.campaigns",
    "sunshine.alerts",
    "sunshine.places",
    "sunshine.public",
    "sunshine.desk",
    "sunshine.api",
    "sunshine.screens",
    "sunshine.config",
    # After the desk, whose templates of the sign-in pages come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "sunshine.api.door.ApiDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "sunshine.desk.idle.EndIdleSessions",
    "django_htmx.middleware.HtmxMiddleware",
    "sunshine.public.plain_address.PlainAddress",
]

ROOT_URLCONF = "sunshine.config.urls"
WSGI_APPLICATION = "sunshine.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": env.database("SUNSHINE_DATABASE_URL", HOME / "sunshine.sqlite3")}
DATABASE_OWNER = env.text("SUNSHINE_DATABASE_OWNER_URL")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

FORM_RENDERER = "sunshine.ui.forms.Renderer"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    },
}

AUTH_USER_MODEL = "orgs.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Sign-in (docs/adr/0006-sign-in.md). Rate limits are counted in the cache, which all
# processes share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sunshine_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
IDLE_MINUTES = env.number("SUNSHINE_IDLE_MINUTES", 30, least=5, most=480)
ACCOUNT_ADAPTER = "sunshine.desk.sign_in.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {"login": "sunshine.desk.forms.sign_in.SignInForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Five wrong passwords or codes close an account for half an hour; an address, behind
# which a whole hall may sit, after twenty.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/30m/ip,5/30m/key", "login": "120/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("SUNSHINE_PROXIES", 0, most=10)
MFA_ADAPTER = "sunshine.desk.sign_in.FactorAdapter"
MFA_FORMS = {
    "authenticate": "sunshine.desk.forms.sign_in.SecondFactorForm",
    "reauthenticate": "sunshine.desk.forms.sign_in.ConfirmByCodeForm",
    "activate_totp": "sunshine.desk.forms.sign_in.ActivateAppForm",
    "add_webauthn": "sunshine.desk.forms.sign_in.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Sunshine"
# Passkeys work at https addresses, and at http://localhost for the sample.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(MAIL_DIR)
if env.text("SUNSHINE_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("SUNSHINE_SMTP_HOST")
    EMAIL_PORT = env.number("SUNSHINE_SMTP_PORT", 587, most=65535)
    EMAIL_HOST_USER = env.text("SUNSHINE_SMTP_USER")
    EMAIL_HOST_PASSWORD = env.text("SUNSHINE_SMTP_PASSWORD")
    EMAIL_USE_TLS = env.switch("SUNSHINE_SMTP_TLS", True)
    # The worker waits for it, and with it what is published meanwhile.
    EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.text("SUNSHINE_MAIL_FROM", "sunshine@localhost")

# Of one attachment; the database keeps none of it.
UPLOAD_LIMIT_MB = env.number("SUNSHINE_UPLOAD_LIMIT_MB", 50, least=1, most=1024)
# Every upload is scanned by clamd where its socket is named, and none is served before.
CLAMD = env.scanner("SUNSHINE_CLAMD")
IMPORT_LIMIT_MB = env.number("SUNSHINE_IMPORT_LIMIT_MB", 500, least=1, most=10_000)
FILE_UPLOAD_PERMISSIONS = 0o600
# What one address may ask of the open interface in a minute.
API_PER_MINUTE = env.number("SUNSHINE_API_PER_MINUTE", 3000, least=10, most=1_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A refusal names the address that was asked for, and an attachment's address names it: what
    # was pulled is asked for again and again, and must not stand in the log.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env.text("SUNSHINE_LOG_LEVEL", "INFO")},
}
