from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from reminders.notices import TEST
from tests.reminders.guide import MARK, PAGE, declared, table


def test_the_guide_says_what_is_sent_and_when() -> None:
    with override("en-gb"):
        assert PAGE.read_text(encoding="utf-8").endswith(MARK + "\n" + table(declared())), (
            "Write it anew with python -m config.local exec -- python -m tests.reminders.guide"
        )


def test_every_message_is_in_it_with_whether_it_can_be_switched_off() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for kind in declared():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {kind.label} |")]
        assert row.endswith("| yes |" if kind.topic.optional else "| no |")


@pytest.mark.django_db
def test_the_site_itself_says_it_to_everybody_and_citizens_first(client: Client) -> None:
    page = client.get(reverse("what_we_send")).content.decode()
    for kind in declared():
        assert (escape(str(kind.label)) in page) is (kind.name != TEST)
    assert page.index("Your bookings") < page.index("Who acts in your partnership")
