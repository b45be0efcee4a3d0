"""Tests that run side by side must not read each other's messages: each has a broker of its own."""

from __future__ import annotations

import os
import re

import pytest

pytest_plugins = ["tests.journeys.delivery"]


def own_logical_databases(config: pytest.Config) -> tuple[int, int]:
    """Return the numbers of this process's broker and cache; 0 and 1 are those of `make run`."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    number = int(re.sub(r"\D", "", worker)) + 1 if worker else 0
    return 2 + 2 * number, 3 + 2 * number


def pytest_configure(config: pytest.Config) -> None:
    """Point Django and Celery to this process's own logical databases, before either connects."""
    from django.conf import settings

    from config.celery import app

    broker, cache = own_logical_databases(config)
    server = settings.REDIS_URL.rsplit("/", 1)[0]
    settings.REDIS_URL = settings.CELERY_BROKER_URL = f"{server}/{broker}"
    settings.CACHES["default"]["LOCATION"] = f"{server}/{cache}"
    app.conf.broker_url = settings.REDIS_URL


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Let each test process copy one migrated database instead of migrating its own."""
    from django.db import connection

    from tests.template import migrated_template

    known = connection.settings_dict
    known["TEST"]["TEMPLATE"] = migrated_template(known)
