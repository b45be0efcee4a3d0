"""How often one may try is counted by visitor and by mailbox: never for the whole site together."""

from __future__ import annotations

import os
import subprocess
import sys

from allauth.core.internal import ratelimit
from django.test import RequestFactory, override_settings

ASK = "from django.conf import settings; print(settings.{name})"


def setting_behind_a_proxy(name: str) -> str:
    known = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "BEHIND_PROXY": "true"}
    command = [sys.executable, "-c", ASK.format(name=name)]
    return subprocess.run(command, env=known, capture_output=True, text=True, check=True).stdout


def test_behind_a_proxy_the_address_is_the_one_that_it_saw() -> None:
    count = int(setting_behind_a_proxy("ALLAUTH_TRUSTED_PROXY_COUNT"))
    # The first address is whatever the visitor claims: the proxy adds the last.
    seen = "203.0.113.9, 198.51.100.7"
    request = RequestFactory().get("/", headers={"X-Forwarded-For": seen})
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=count):
        assert ratelimit.get_ip(request) == "198.51.100.7"


def test_wrong_codes_are_counted_by_person_and_generously_by_address() -> None:
    found = ratelimit.get_rates(app="allauth.account", action="login_failed")
    rates = {one.per: one for one in found}
    assert (rates["key"].amount, rates["key"].duration) == (5, 300)
    assert rates["ip"].amount >= 100  # of a trust's staff, who share one address
