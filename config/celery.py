"""The Celery application: it wakes the database's own queue, and holds nothing itself."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("shared_ground")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
