from __future__ import annotations

from django.utils.translation import override

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
