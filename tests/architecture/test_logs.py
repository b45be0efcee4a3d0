import pytest
from django.test import Client

from config.logs import without_personal_data


def test_a_log_line_never_holds_who_or_what_was_asked_for() -> None:
    event = {"event": "sent", "email": "joan@example.org", "need": "a loop", "notice": 7}
    assert without_personal_data(None, "info", event) == {"event": "sent", "notice": 7}


@pytest.mark.django_db
def test_a_refused_form_is_logged_without_its_address(caplog: pytest.LogCaptureFixture) -> None:
    Client(enforce_csrf_checks=True).post("/bookings/a-private-token/cancel/")
    [told] = [one.getMessage() for one in caplog.records if one.name == "django.security.csrf"]
    assert "CSRF" in told and "a-private-token" not in told
