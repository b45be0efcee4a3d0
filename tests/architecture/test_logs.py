from config.logs import without_personal_data


def test_a_log_line_never_holds_who_or_what_was_asked_for() -> None:
    event = {"event": "sent", "email": "joan@example.org", "need": "a loop", "notice": 7}
    assert without_personal_data(None, "info", event) == {"event": "sent", "notice": 7}
