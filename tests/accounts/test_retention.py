from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.retention import forget_sessions


@pytest.mark.django_db
def test_browser_sessions_are_gone_once_they_have_run_out() -> None:
    now = timezone.now()
    for key, expires in (("over", now - timedelta(hours=1)), ("good", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    assert forget_sessions(now) == 1 and forget_sessions(now) == 0
    assert Session.objects.get().session_key == "good"
