"""Settings as for production: no debugging, connections kept, nothing that is not needed."""

import os
from urllib.parse import urlsplit

HISTORY = os.environ["HISTORY"]
"""`simple` or `pghistory`."""

_database = urlsplit(os.environ["DATABASE_URL"])
SECRET_KEY = "for-a-bench-on-loopback-only"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    *(["simple_history"] if HISTORY == "simple" else ["pgtrigger", "pghistory"]),
    "bench.peers.django_history.ledger",
]
# Sets Content-Length, without which no connection can be kept.
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "bench.peers.django_history.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _database.hostname,
        "PORT": _database.port,
        "USER": _database.username,
        "NAME": _database.path.lstrip("/"),
        "CONN_MAX_AGE": None,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
USE_I18N = False
