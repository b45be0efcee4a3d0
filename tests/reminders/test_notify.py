"""GOV.UK Notify, as its answers are understood. The gateway is a small server of these tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import ContactPoint
from reminders.actions import settling
from reminders.actions.claiming import CLAIM_LASTS, sweep
from reminders.actions.delivering import deliver_due
from reminders.actions.resolving import resolve_uncertain
from reminders.channels import notify
from reminders.models import Bounce, Notice
from tests.reminders.factories import NOON, make_contact, make_notice
from tests.reminders.gateways import NOTIFY_KEY, TEMPLATES, NotifyStub

pytestmark = pytest.mark.django_db
LATER = NOON + CLAIM_LASTS + timedelta(minutes=1)


@pytest.fixture
def gateway(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[NotifyStub]:
    """Notify, for every channel."""
    monkeypatch.setattr(notify, "ANSWER_SECONDS", 0.5)
    with NotifyStub() as stub:
        settings.NOTIFY_API_KEY, settings.NOTIFY_URL = NOTIFY_KEY, stub.url
        settings.NOTIFY_TEMPLATES = TEMPLATES
        yield stub


def texted(name: str = "Joan") -> Notice:
    return make_notice(contact=make_contact("phone", "+447700900123", name=name))


def emailed(kind: str = "told") -> Notice:
    return make_notice(kind, make_contact())


def deliver(notice: Notice, at: Any = NOON) -> Notice:
    deliver_due(clock=lambda: at)
    notice.refresh_from_db()
    return notice


def test_a_text_goes_by_its_template_under_the_key_of_its_notice(gateway: NotifyStub) -> None:
    notice = deliver(texted())
    [taken] = gateway.taken
    assert (notice.state, notice.receipt) == ("sent", taken["id"])
    assert (taken["type"], taken["template_id"]) == ("sms", TEMPLATES["phone"])
    assert (taken["phone_number"], taken["reference"]) == ("+447700900123", str(notice.key))
    words = "A place is yours, Joan. Tuesday at ten. http://127.0.0.1:8000/sessions/"
    assert taken["personalisation"] == {"body": words}


def test_an_email_says_the_words_of_plain_text_and_a_mailing_can_be_left(
    gateway: NotifyStub,
) -> None:
    deliver(emailed("mailing"))
    deliver(emailed())
    mailing, told = gateway.taken
    assert mailing["one_click_unsubscribe_url"].endswith("/leave/quiet-challenges/")
    assert "one_click_unsubscribe_url" not in told
    assert told["personalisation"]["subject"] == "A place is yours, Joan"
    assert told["personalisation"]["body"].startswith("When: Tuesday at ten, Joan\n\nWhere:")


def test_what_people_write_is_no_heading_and_no_link_of_notify(gateway: NotifyStub) -> None:
    make_notice(contact=make_contact(name="\n# Joan\n^ [click](https://example.com)"))
    deliver_due(clock=lambda: NOON)
    said = gateway.taken[0]["personalisation"]["body"]
    assert "](" not in said and not [line for line in said.splitlines() if line[:1] in ("#", "^")]


def test_a_letter_names_its_reader_and_says_how_to_answer(
    gateway: NotifyStub, settings: Any
) -> None:
    settings.SITE_PHONE, settings.SITE_POST = "01632 960000", "The Red House, Ware"
    deliver(make_notice(contact=make_contact("post", "1 High Street, Ware, SG12 9XX")))
    [taken] = gateway.taken
    said = taken["personalisation"]
    lines = [said[f"address_line_{number}"] for number in (1, 2, 3, 4)]
    assert lines == ["Joan", "1 High Street", "Ware", "SG12 9XX"] and "address_line_5" not in said
    assert said["subject"] == "A place is yours, Joan"
    assert "See the session: http://127.0.0.1:8000/sessions/" in said["body"]
    assert said["body"].endswith(
        "phone us: 01632 960000. You can write to us: The Red House, Ware."
    )


def test_a_letter_without_a_whole_address_is_left_to_a_person(gateway: NotifyStub) -> None:
    notice = deliver(make_notice(contact=make_contact("post", "Ware")))
    assert (notice.state, gateway.taken) == ("to_call", [])


@pytest.mark.parametrize("mode", ["takes in silence", "breaks after"])
def test_a_text_whose_answer_was_lost_is_looked_up_and_found(
    gateway: NotifyStub, mode: str
) -> None:
    gateway.mode = mode
    notice = deliver(texted())
    assert (notice.state, notice.receipt) == ("sent", gateway.taken[0]["id"])
    assert gateway.looked_up == [str(notice.key)] and len(gateway.taken) == 1


def test_a_text_that_is_taken_too_slowly_is_looked_up(gateway: NotifyStub) -> None:
    gateway.seconds = 0.8
    notice = deliver(texted())  # the stub has not taken it when it is asked: nobody knows yet
    assert notice.state == "uncertain"
    while not gateway.taken:
        time.sleep(0.05)
    resolve_uncertain(now=NOON + timedelta(hours=1))
    notice.refresh_from_db()
    assert (notice.state, len(gateway.taken)) == ("sent", 1)


@pytest.mark.parametrize("mode", ["hangs up", "breaks"])
def test_a_text_of_which_nothing_is_known_is_for_a_person_to_look_at(
    gateway: NotifyStub, mode: str
) -> None:
    gateway.mode = mode
    notice = deliver(texted())
    assert notice.state == "uncertain" and "did not say" in notice.why
    for minutes in range(0, 120, 10):
        deliver_due(clock=lambda at=NOON + timedelta(minutes=minutes): at)  # type: ignore[misc]
        resolve_uncertain(now=NOON + timedelta(minutes=minutes))
    notice.refresh_from_db()
    assert (notice.state, gateway.taken) == ("uncertain", [])
    assert len(gateway.looked_up) < 12  # asked now and then, not at every turn


def test_a_gateway_that_cannot_say_is_asked_once_in_a_turn_of_the_clock(
    gateway: NotifyStub,
) -> None:
    gateway.mode = "hangs up"
    unclear = [deliver(texted()) for _ in range(4)]
    assert {one.state for one in unclear} == {"uncertain"}
    gateway.is_dumb, asked = True, len(gateway.looked_up)
    resolve_uncertain(now=NOON + timedelta(minutes=30))
    assert len(gateway.looked_up) == asked + 1


def test_an_email_of_which_nothing_is_known_is_tried_again_and_never_goes_twice(
    gateway: NotifyStub,
) -> None:
    gateway.mode, gateway.is_dumb = "takes in silence", True
    notice = deliver(emailed())
    assert (notice.state, len(gateway.taken)) == ("owed", 1)
    gateway.mode, gateway.is_dumb = "takes", False
    deliver(notice, NOON + timedelta(minutes=1))
    assert (notice.state, notice.receipt, len(gateway.taken)) == ("sent", gateway.taken[0]["id"], 1)


@pytest.mark.parametrize(
    ("status", "error", "state"),
    [
        (400, ("ValidationError", "phone_number Not enough digits"), "to_call"),
        (400, ("ValidationError", "phone_number Not a UK mobile number"), "to_call"),
        (
            400,
            ("BadRequestError", "Can’t send to this recipient using a team-only API key"),
            "owed",
        ),
        (400, ("BadRequestError", "Missing personalisation: body"), "owed"),
        (400, ("BadRequestError", "Template not found"), "owed"),
        (400, ("ValidationError", "reference is too long"), "failed"),
        (403, ("AuthError", "Invalid token: signature, api token not found"), "owed"),
        (404, ("NoResultFound", "No result found"), "owed"),
        (429, ("RateLimitError", "Exceeded rate limit for key type LIVE"), "owed"),
    ],
)
def test_each_refusal_of_a_text_is_understood(
    gateway: NotifyStub, status: int, error: tuple[str, str], state: str
) -> None:
    gateway.mode, gateway.status, gateway.error = "refuses", status, error
    notice = deliver(texted())
    assert (notice.state, notice.begun_at is None) == (state, state == "owed")
    assert notice.attempts == (0 if state == "owed" and status != 429 else 1)
    assert gateway.looked_up == []


def test_an_email_address_that_notify_refuses_is_stopped(gateway: NotifyStub) -> None:
    gateway.mode, gateway.error = "refuses", ("ValidationError", "email_address Not a valid email")
    notice = deliver(emailed())
    assert (notice.state, Bounce.objects.get().sort) == ("to_call", "gone")
    assert ContactPoint.objects.get(pk=notice.contact_id).stopped_at == NOON


def test_while_texts_are_away_emails_go(settings: Any, mailoutbox: list[Any]) -> None:
    settings.NOTIFY_API_KEY, settings.NOTIFY_URL = NOTIFY_KEY, "http://127.0.0.1:9"
    settings.NOTIFY_TEMPLATES = {**TEMPLATES, "email": ""}
    texts = [texted() for _ in range(3)]
    make_notice("alarm", make_contact("phone", "+447700900124"), urgent=True)
    emails = [emailed() for _ in range(3)]
    deliver_due(clock=lambda: NOON)
    states = [Notice.objects.get(pk=one.pk).state for one in (*texts, *emails)]
    assert states == ["owed"] * 3 + ["sent"] * 3 and len(mailoutbox) == 3
    texts[0].refresh_from_db()
    assert (texts[0].attempts, texts[0].begun_at, texts[0].not_before) == (0, None, None)


def test_a_text_whose_sender_died_is_asked_for_before_a_person_must_look(
    gateway: NotifyStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any, **__: Any) -> None:
        raise SystemExit

    notice = texted()
    with monkeypatch.context() as dying, pytest.raises(SystemExit):
        dying.setattr(settling, "stamp_sent", die)
        deliver_due(clock=lambda: NOON)
    sweep(now=LATER)
    notice.refresh_from_db()
    assert notice.state == "uncertain"
    gateway.is_dumb = True
    resolve_uncertain(now=LATER)
    gateway.is_dumb = False
    for _ in range(3):
        resolve_uncertain(now=LATER + timedelta(hours=1))
    notice.refresh_from_db()
    assert (notice.state, notice.why, len(gateway.taken)) == ("sent", "", 1)


def test_a_mistake_of_ours_after_a_text_was_begun_never_sends_it_twice(
    gateway: NotifyStub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(notify.NotifyLine, "_handed_over", broken)
    assert deliver(texted()).state == "uncertain"


def test_each_channel_is_set_by_itself(gateway: NotifyStub, settings: Any) -> None:
    settings.NOTIFY_TEMPLATES = {**TEMPLATES, "phone": "", "email": ""}
    assert deliver(emailed()).state == "sent" and gateway.taken == []
    settings.DEVELOPMENT = False
    assert deliver(texted()).state == "to_call" and gateway.taken == []
