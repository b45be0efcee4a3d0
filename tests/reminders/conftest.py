from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from reminders.kinds import kinds, mailings
from tests.reminders import kinds as kinds_of_tests


@pytest.fixture(autouse=True)
def _kinds_of_tests(settings: Any) -> Iterator[None]:
    settings.NOTICE_KINDS = [*settings.NOTICE_KINDS, "tests.reminders.kinds.KINDS"]
    kinds.cache_clear()
    mailings.cache_clear()
    kinds_of_tests.wrong_about.clear()
    yield
    kinds.cache_clear()
    mailings.cache_clear()
