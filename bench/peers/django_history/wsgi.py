"""Served by `gunicorn bench.peers.django_history.wsgi`; `python -m` it makes the tables."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.peers.django_history.settings")
application = get_wsgi_application()

if __name__ == "__main__":
    call_command("migrate", "auth", verbosity=0)  # the history's tables refer to its users
    call_command("migrate", run_syncdb=True, verbosity=0)
    if os.environ["HISTORY"] == "pghistory":
        call_command("pgtrigger", "install", verbosity=0)
